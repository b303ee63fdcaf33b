import { type Client, type Hash, type TransactionReceipt, TransactionReceiptNotFoundError } from 'viem'
import { getTransactionReceipt } from 'viem/actions'
import { pause } from '../chain/pause.js'
import { toNetworkError } from '../chain/toNetworkError.js'
import { withDeadline } from '../chain/withDeadline.js'
import { TransactionPendingError } from '../errors/setup.js'

const firstPauseMs = 10

/** Polls for the receipt of a transaction that was sent; pauses grow up to `pollingIntervalMs`. */
export async function waitForReceipt(
  client: Client,
  { hash, signal, timeoutMs, pollingIntervalMs }: waitForReceipt.Parameters,
): Promise<TransactionReceipt> {
  const deadline = AbortSignal.timeout(timeoutMs)
  const stop = signal ? AbortSignal.any([signal, deadline]) : deadline
  const { url } = client.transport
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, pollingIntervalMs)) {
    try {
      return await withDeadline(() => getTransactionReceipt(client, { hash }), { signal: stop, url })
    } catch (cause) {
      if (!(cause instanceof TransactionReceiptNotFoundError)) {
        throw new TransactionPendingError({ hash, cause: toNetworkError(cause, url) })
      }
    }
    await pause(Math.min(pauseMs, pollingIntervalMs), stop)
  }
}

export declare namespace waitForReceipt {
  type Parameters = {
    hash: Hash
    signal: AbortSignal | undefined
    timeoutMs: number
    pollingIntervalMs: number
  }
}
