import { NetworkError } from '@zg/core'
import {
  type Account,
  type Client,
  encodeFunctionData,
  type Hash,
  type Hex,
  keccak256,
  type LocalAccount,
  numberToHex,
} from 'viem'
import { getBalance, getGasPrice, getTransactionCount, sendRawTransaction } from 'viem/actions'
import type { BoundCall } from '../bindCall.js'
import { toNetworkError } from '../chain/toTypedError.js'
import { InsufficientBalanceError } from '../errors/funds.js'
import { TransactionPendingError } from '../errors/setup.js'
import { withNonce } from './nonceSource.js'

type Prepared = {
  account: Account
  chainId: number
  call: BoundCall
  gas: bigint
  signal: AbortSignal | undefined
}
type Sent = { hash: Hash; settle: () => void }

/** Signs and sends; a wallet that only sends (`json-rpc`) chooses nonce and fee itself. */
export async function sendCall(client: Client, prepared: Prepared): Promise<Sent> {
  const { account } = prepared
  return account.type === 'local'
    ? sendSigned(client, { ...prepared, account })
    : sendByWallet(client, prepared)
}

async function sendSigned(client: Client, prepared: Prepared & { account: LocalAccount }): Promise<Sent> {
  const { account, chainId, call, gas, signal } = prepared
  const { address } = account
  const readNonce = () =>
    typed(client, getTransactionCount(client, { address, blockTag: 'pending' })).then(BigInt)
  const gasPrice = withMargin(await typed(client, getGasPrice(client)))

  const attempt = () =>
    withNonce({ account, chainId, readNonce }, async (nonce) => {
      signal?.throwIfAborted()
      const serialized = await account.signTransaction({
        type: 'legacy',
        chainId,
        nonce: Number(nonce),
        to: call.address,
        data: dataOf(call),
        value: call.value ?? 0n,
        gas,
        gasPrice,
      })
      return broadcast(client, serialized)
    })

  try {
    const { result, settle } = await attempt().catch((error: unknown) => {
      if (isStaleNonce(error)) return attempt()
      throw error
    })
    return { hash: result, settle }
  } catch (error) {
    throw await tooPoor(client, { address, required: (call.value ?? 0n) + gas * gasPrice, error })
  }
}

/** Once bytes may have left, the transaction may be mined: only the node's own refusal says that it won't be. */
async function broadcast(client: Client, serializedTransaction: Hex): Promise<Hash> {
  try {
    return await sendRawTransaction(client, { serializedTransaction })
  } catch (cause) {
    const error = toNetworkError(cause, client.transport.url)
    const hash = keccak256(serializedTransaction)
    if (error instanceof NetworkError) throw new TransactionPendingError({ hash, cause: error })
    if (error instanceof Error && /already (known|imported)/i.test(error.message)) return hash
    throw error
  }
}

async function sendByWallet(client: Client, { account, call, gas, signal }: Prepared): Promise<Sent> {
  signal?.throwIfAborted()
  const { address: from } = account
  const value = call.value ?? 0n
  const transaction = {
    from,
    to: call.address,
    data: dataOf(call),
    value: numberToHex(value),
    gas: numberToHex(gas),
  }
  try {
    const hash = await typed(client, client.request({ method: 'eth_sendTransaction', params: [transaction] }))
    return { hash, settle: () => undefined }
  } catch (error) {
    throw await tooPoor(client, { address: from, required: value, error })
  }
}

/** The error itself, unless the wallet's balance explains it. */
export async function tooPoor(
  client: Client,
  { address, required, error }: { address: Hex; required: bigint; error: unknown },
): Promise<unknown> {
  if (error instanceof TransactionPendingError || error instanceof NetworkError) return error
  const available = await typed(client, getBalance(client, { address, blockTag: 'pending' }))
  if (available >= required) return error
  const remedy =
    client.chain?.testnet && client.chain.id !== 31_337
      ? [`Get test coins for ${address} at https://faucet.0g.ai.`]
      : undefined
  return new InsufficientBalanceError({ where: 'wallet', available, required, remedy, cause: error })
}

const dataOf = ({ abi, functionName, args }: BoundCall) => encodeFunctionData({ abi, functionName, args })

/** A fifth above what the node asks now, so that the next block's rise doesn't strand the transaction. */
const withMargin = (amount: bigint) => amount + amount / 5n

const isStaleNonce = (error: unknown) =>
  error instanceof Error && /nonce too low|nonce has already been used/i.test(error.message)

async function typed<result>(client: Client, work: Promise<result>): Promise<result> {
  try {
    return await work
  } catch (cause) {
    throw toNetworkError(cause, client.transport.url)
  }
}
