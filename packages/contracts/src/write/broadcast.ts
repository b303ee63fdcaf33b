import { NetworkError } from '@zg/core'
import { type Client, type Hash, type Hex, keccak256 } from 'viem'
import { toNetworkError } from '../chain/toNetworkError.js'
import { type Deadline, withDeadline } from '../chain/withDeadline.js'
import { RpcError, TransactionPendingError } from '../errors/setup.js'

/**
 * Sends a signed transaction, once, and gives its hash.
 *
 * An error other than `TransactionPendingError` means that the node doesn't have it. A lost answer is no proof of that, so the
 * node is asked for the hash before anything is called a failure: sending anew could pay twice.
 */
export async function broadcast(client: Client, serialized: Hex, deadline: Deadline): Promise<Hash> {
  const hash = keccak256(serialized)
  const { url } = client.transport
  const options = { ...deadline, url }
  let failure: unknown
  try {
    // viem would send again by itself after a lost answer, and then see "nonce too low".
    const send = () =>
      client.request({ method: 'eth_sendRawTransaction', params: [serialized] }, { retryCount: 0 })
    return await withDeadline(send, options)
  } catch (cause) {
    failure = toNetworkError(cause, url)
  }
  try {
    const ask = () => client.request({ method: 'eth_getTransactionByHash', params: [hash] })
    if ((await withDeadline(ask, options)) !== null) return hash
  } catch {
    // Nobody knows then, unless the node itself had refused.
    if (!(failure instanceof RpcError)) throw new TransactionPendingError({ hash, cause: failure })
  }
  // What hung may still arrive.
  const hung = failure instanceof NetworkError && failure.reason === 'timeout'
  throw hung ? new TransactionPendingError({ hash, cause: failure }) : failure
}
