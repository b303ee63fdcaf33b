import {
  type Address,
  type Client,
  type Hash,
  type TransactionReceipt,
  TransactionReceiptNotFoundError,
} from 'viem'
import { getTransactionCount, getTransactionReceipt } from 'viem/actions'
import type { Contracts } from '../calls.js'
import { toNetworkError } from '../chain/toNetworkError.js'
import { type Deadline, withDeadline } from '../chain/withDeadline.js'
import { AccountRequiredError, RpcError, TransactionPendingError } from '../errors/setup.js'
import type { Protocol } from '../protocol.js'
import { broadcast } from './broadcast.js'
import { decodeReceipt, type Receipt } from './receipt.js'
import type { SignedTransaction } from './sendCall.js'
import { waitForReceipt } from './waitForReceipt.js'

const defaultTimeoutMs = 120_000
const longestPauseMs = 1_000

/**
 * Takes up a transaction that was signed and perhaps sent, after a crash: finds its receipt, or sends the same bytes again and waits for it.
 *
 * The client's account is the one that signed. Sending twice pays once: both are the same transaction. Null when the node refuses it and doesn't have it, since its nonce is another's or it offers
 * too little: then it won't be mined, and whatever takes its place has its nonce. Throws `TransactionRevertedError`, `TransactionPendingError` (also for one
 * that was refused while something waits under its nonce),
 * `NetworkError` and the signal's reason.
 *
 * @example
 * ```ts
 * import { getDeployment, v1, zeroGDevnet } from '@zg/contracts'
 * import { recoverCall, type SignedTransaction } from '@zg/contracts/write'
 * import type { Client } from 'viem'
 *
 * const { contracts } = getDeployment(v1, zeroGDevnet.id)
 * const recover = (client: Client, signed: SignedTransaction) =>
 *   recoverCall(client, { signed, protocol: v1, contracts })
 * ```
 */
export async function recoverCall(
  client: Client,
  { signed, protocol, contracts, signal, timeoutMs = defaultTimeoutMs }: recoverCall.Parameters,
): Promise<Receipt | null> {
  const deadline = { signal, timeoutMs }
  const { hash, serialized, nonce } = signed
  const address = client.account?.address
  if (!address) throw new AccountRequiredError({ functionName: 'recoverCall' })
  const mined = await findReceipt(client, hash, deadline)
  if (mined) return decodeReceipt(protocol, contracts, mined)
  try {
    await broadcast(client, serialized, deadline)
  } catch (error) {
    if (!(error instanceof RpcError)) throw error
    const isTaken = await isNonceTaken(client, { address, nonce }, deadline)
    // Mined in this very moment, its nonce is refused too.
    const late = await findReceipt(client, hash, deadline)
    if (late) return decodeReceipt(protocol, contracts, late)
    // An endpoint of several nodes, or one that limits its users, may refuse what waits elsewhere to be mined.
    if (isTaken) throw new TransactionPendingError({ hash, cause: error })
    return null
  }
  const pollingIntervalMs = Math.min(client.pollingInterval, longestPauseMs)
  const receipt = await waitForReceipt(client, { hash, signal, timeoutMs, pollingIntervalMs })
  return decodeReceipt(protocol, contracts, receipt)
}

export declare namespace recoverCall {
  type Parameters = Deadline & { signed: SignedTransaction; protocol: Protocol; contracts: Contracts }
}

/** Whether something waits to be mined under its nonce, which may be this one. */
async function isNonceTaken(
  client: Client,
  { address, nonce }: { address: Address; nonce: bigint },
  deadline: Deadline,
): Promise<boolean> {
  const { url } = client.transport
  try {
    const count = (blockTag: 'latest' | 'pending') =>
      withDeadline(() => getTransactionCount(client, { address, blockTag }), { ...deadline, url })
    return BigInt(await count('latest')) <= nonce && BigInt(await count('pending')) > nonce
  } catch (cause) {
    throw toNetworkError(cause, url)
  }
}

async function findReceipt(
  client: Client,
  hash: Hash,
  deadline: Deadline,
): Promise<TransactionReceipt | null> {
  const { url } = client.transport
  try {
    return await withDeadline(() => getTransactionReceipt(client, { hash }), { ...deadline, url })
  } catch (cause) {
    if (cause instanceof TransactionReceiptNotFoundError) return null
    throw toNetworkError(cause, url)
  }
}
