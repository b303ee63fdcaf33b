import { randomBytes } from 'node:crypto'
import { createRequire } from 'node:module'
import { legacyInferenceServingAbi, legacyLedgerManagerAbi } from '@zg/contracts'
import { type Abi, type Address, type Hex, parseEther } from 'viem'
import type { RunningProvider } from '../src/provider/runningProvider.js'
import type { useDevnet } from '../src/vitest.js'

/** circomlibjs ships no types. */
type Eddsa = {
  babyJub: { packPoint: (point: unknown) => Uint8Array }
  prv2pub: (key: Uint8Array) => unknown
  signPedersen: (key: Uint8Array, message: Uint8Array) => unknown
  packSignature: (signature: unknown) => Uint8Array
  pedersenHash: { hash: (message: Uint8Array) => Uint8Array }
}
const circom: { buildEddsa: () => Promise<Eddsa> } = createRequire(import.meta.url)('circomlibjs')
let eddsa: Promise<Eddsa> | undefined

export type Local = ReturnType<typeof useDevnet>
export type Target = Pick<RunningProvider, 'address' | 'url' | 'signer' | 'model'>
type Messages = readonly { role: string; content: unknown }[]
/** What a request says beside its messages, and what of its headers is wrong. Null leaves a header out. */
export type Change = {
  body?: Record<string, unknown>
  headers?: Record<string, string | null>
  nonce?: bigint
  inputFee?: bigint
  /** What is signed when it isn't what the headers say. */
  signed?: { nonce?: bigint; inputFee?: bigint; user?: Address; provider?: Address }
}

const reversed = (hex: Hex) => Buffer.from(hex.slice(2), 'hex').reverse()
const number = (value: bigint, length: number) =>
  Buffer.from(value.toString(16).padStart(length * 2, '0'), 'hex').reverse()

let lastNonce = 0n
/** As the network's client of that time counts. */
export function nextNonce(): bigint {
  const nonce = BigInt(Date.now()) * 10_000n + 40n
  lastNonce = nonce > lastNonce ? nonce : lastNonce + 40n
  return lastNonce
}

/** The messages' bytes at the devnet's price. */
export const inputFeeOf = (messages: Messages): bigint =>
  messages.reduce((sum, { content }) => sum + BigInt(Buffer.byteLength(String(content ?? ''))), 0n) *
  100_000_000_000n

/** A user of the legacy protocol, made with viem and circomlibjs alone: funded, known to the provider, ready to ask. */
export async function createLegacyUser(
  local: Local,
  {
    target = local.provider,
    share = parseEther('1'),
    acknowledge = target.signer,
    withKey = true,
  }: { target?: Target; share?: bigint | null; acknowledge?: Address | null; withKey?: boolean } = {},
) {
  eddsa ??= circom.buildEddsa()
  const { babyJub, prv2pub, signPedersen, packSignature, pedersenHash } = bound(await eddsa)
  const key = randomBytes(32)
  const packed = Buffer.from(babyJub.packPoint(prv2pub(key)))
  const half = (start: number) =>
    BigInt(
      `0x${packed
        .subarray(start, start + 16)
        .reverse()
        .toString('hex')}`,
    )
  const publicKey: [bigint, bigint] = withKey ? [half(0), half(16)] : [0n, 0n]

  const account = await local.newAccount()
  const { ledger, inference } = local.devnet.contracts
  const write = async (address: Address, abi: Abi, functionName: string, args: unknown[], value = 0n) => {
    const hash = await local.walletClient(account).writeContract({ address, abi, functionName, args, value })
    await local.publicClient().waitForTransactionReceipt({ hash })
  }
  const onLedger = (name: string, args: unknown[], value?: bigint) =>
    write(ledger, legacyLedgerManagerAbi, name, args, value)
  const onInference = (name: string, args: unknown[]) =>
    write(inference, legacyInferenceServingAbi, name, args)
  const deposit = (amount: bigint) => onLedger('transferFund', [target.address, 'inference', amount])

  await onLedger('addLedger', [publicKey, ''], parseEther('10'))
  if (share !== null) {
    await deposit(share)
    if (acknowledge) await onInference('acknowledgeTEESigner', [target.address, acknowledge])
  }

  const headersFor = (
    messages: Messages,
    { nonce = nextNonce(), inputFee = inputFeeOf(messages), signed = {}, headers = {} }: Change = {},
  ): Headers => {
    const who = [reversed(signed.user ?? account.address), reversed(signed.provider ?? target.address)]
    const message = Buffer.concat([
      number(signed.nonce ?? nonce, 8),
      number(signed.inputFee ?? inputFee, 16),
      ...who,
    ])
    const hash = Buffer.from(pedersenHash(Buffer.concat([number(nonce, 8), ...who])))
    const made = new Headers({
      'content-type': 'application/json',
      'X-Phala-Signature-Type': 'StandaloneApi',
      Address: account.address,
      Fee: String(inputFee),
      'Input-Fee': String(inputFee),
      Nonce: String(nonce),
      'Request-Hash': `0x${hash.toString('hex')}`,
      Signature: JSON.stringify([...packSignature(signPedersen(key, message))]),
      'VLLM-Proxy': 'false',
    })
    for (const [name, value] of Object.entries(headers)) {
      if (value === null) made.delete(name)
      else made.set(name, value)
    }
    return made
  }
  const send = (headers: Headers, body: string | Uint8Array<ArrayBuffer>, signal?: AbortSignal) =>
    fetch(`${target.url}/v1/proxy/chat/completions`, {
      method: 'POST',
      headers,
      body,
      signal: signal ?? null,
    })

  return {
    address: account.address,
    deposit,
    onLedger,
    headersFor,
    send,
    /** One question, asked as it should be but for the change. */
    ask: (content: unknown, change: Change = {}): Promise<Response> => {
      const messages = [{ role: 'user', content }]
      return send(
        headersFor(messages, change),
        JSON.stringify({ model: target.model, messages, ...change.body }),
      )
    },
    readAccount: () =>
      local.publicClient().readContract({
        address: inference,
        abi: legacyInferenceServingAbi,
        functionName: 'getAccount',
        args: [account.address, target.address],
      }),
  }
}

export type LegacyUser = Awaited<ReturnType<typeof createLegacyUser>>

/** The methods that the tests use, free of their object. */
const bound = (eddsa: Eddsa) => ({
  babyJub: eddsa.babyJub,
  prv2pub: (key: Uint8Array) => eddsa.prv2pub(key),
  signPedersen: (key: Uint8Array, message: Uint8Array) => eddsa.signPedersen(key, message),
  packSignature: (signature: unknown) => eddsa.packSignature(signature),
  pedersenHash: (message: Uint8Array) => eddsa.pedersenHash.hash(message),
})
