import { v1InferenceServingAbi, v1LedgerManagerAbi } from '@zg/contracts'
import {
  type Abi,
  type Address,
  type Hex,
  keccak256,
  type PrivateKeyAccount,
  parseEther,
  toBytes,
} from 'viem'
import type { RunningProvider } from '../src/provider/runningProvider.js'
import type { useDevnet } from '../src/vitest.js'

export type V1Local = ReturnType<typeof useDevnet>
export type V1Target = Pick<RunningProvider, 'address' | 'url' | 'model'>
export type TokenFields = Readonly<Record<string, unknown>>

const day = 86_400_000
let lastNonce = 0

/** The text of a token, its fields in the network's order unless the change brings others. */
export function tokenText(user: Address, provider: Address, change: TokenFields = {}): string {
  const timestamp = Date.now()
  lastNonce += 1
  const nonce = String(lastNonce).padStart(32, '0')
  const fields = { address: user, provider, timestamp, expiresAt: timestamp + day, nonce, generation: 0 }
  return JSON.stringify({ ...fields, tokenId: 255, ...change })
}

/** The header that carries a token; `signature` is what is sent instead of a right one. */
export async function bearerOf(
  account: PrivateKeyAccount,
  text: string,
  signature?: string,
): Promise<string> {
  const signed = signature ?? (await account.signMessage({ message: { raw: keccak256(toBytes(text)) } }))
  return `Bearer app-sk-${Buffer.from(`${text}|${signed}`).toString('base64')}`
}

/** A user of the v1 protocol, made with viem alone: funded, known to the provider, ready to ask. */
export async function createV1User(
  local: V1Local,
  { target = local.provider, share = parseEther('2') }: { target?: V1Target; share?: bigint | null } = {},
) {
  const account = await local.newAccount()
  const { ledger, inference } = local.devnet.contracts
  const write = async (address: Address, abi: Abi, functionName: string, args: unknown[], value = 0n) => {
    const hash = await local.walletClient(account).writeContract({ address, abi, functionName, args, value })
    await local.publicClient().waitForTransactionReceipt({ hash })
  }
  const onLedger = (name: string, args: unknown[], value?: bigint) =>
    write(ledger, v1LedgerManagerAbi, name, args, value)
  const onInference = (name: string, args: unknown[]) => write(inference, v1InferenceServingAbi, name, args)
  const deposit = (amount: bigint) => onLedger('transferFund', [target.address, 'inference-v1.0', amount])

  await onLedger('addLedger', [''], parseEther('10'))
  if (share !== null) await deposit(share)

  const bearer = (change: TokenFields = {}, signature?: string) =>
    bearerOf(account, tokenText(account.address, target.address, change), signature)
  const send = (
    path: string,
    {
      authorization,
      body,
      ...init
    }: { authorization?: string | null; body?: unknown } & Omit<RequestInit, 'body'>,
  ) =>
    fetch(`${target.url}${path}`, {
      method: 'POST',
      ...init,
      headers: {
        'content-type': 'application/json',
        ...(authorization ? { authorization } : {}),
        ...init.headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })

  return {
    account,
    address: account.address,
    deposit,
    onLedger,
    onInference,
    bearer,
    send,
    /** One question, asked as it should be but for the change of the token. */
    ask: async (content: unknown, { token = {}, body = {} }: { token?: TokenFields; body?: object } = {}) =>
      send('/v1/proxy/chat/completions', {
        authorization: await bearer(token),
        body: { model: target.model, messages: [{ role: 'user', content }], ...body },
      }),
    readUnsettled: async (): Promise<bigint> => {
      const reply = await send(`/v1/user/${account.address}/unsettledfee`, {
        ...{ method: 'GET', authorization: await bearer() },
      })
      const { unsettledFee }: { unsettledFee: string } = await reply.json()
      return BigInt(unsettledFee)
    },
    readAccount: () =>
      local.publicClient().readContract({
        address: inference,
        abi: v1InferenceServingAbi,
        functionName: 'getAccount',
        args: [account.address, target.address],
      }),
  }
}

export type V1User = Awaited<ReturnType<typeof createV1User>>
export const errorOf = async (reply: Response): Promise<{ status: number; error: unknown }> => ({
  status: reply.status,
  ...(await reply.json()),
})
export type { Hex }
