import { BaseError, NetworkError } from '@zg/core'
import { HttpRequestError, TimeoutError, BaseError as ViemError } from 'viem'
import { RpcError } from '../errors/setup.js'

const what = 'The RPC endpoint'

/**
 * Turns an RPC failure into a `NetworkError` (unreachable, too slow, not JSON-RPC) or an `RpcError` (it answered with an
 * error). Anything else comes back as it is. viem's error is not kept as the cause: it repeats the URL, which may carry a key.
 *
 * @example
 * ```ts
 * import { toNetworkError } from '@zg/contracts/read'
 * import { createClient, http } from 'viem'
 * import { getChainId } from 'viem/actions'
 *
 * const client = createClient({ transport: http('http://127.0.0.1:8545') })
 * const chainId = () =>
 *   getChainId(client).catch((cause: unknown) => {
 *     throw toNetworkError(cause)
 *   })
 * ```
 */
export function toNetworkError(cause: unknown, url = ''): unknown {
  if (BaseError.is(cause) || !(cause instanceof ViemError)) return cause
  const timeout = cause.walk((error) => error instanceof TimeoutError)
  if (timeout instanceof TimeoutError) return new NetworkError({ what, url, reason: 'timeout' })
  const http = cause.walk((error) => error instanceof HttpRequestError)
  if (http instanceof HttpRequestError) {
    const answered = http.status !== undefined || http.cause instanceof SyntaxError
    const status = http.status === undefined ? {} : { cause: new Error(`HTTP ${http.status}`) }
    return new NetworkError({ what, url: http.url, reason: answered ? 'invalid' : 'refused', ...status })
  }
  const details = cause.details || cause.shortMessage
  const coded = cause.walk((error) => codeOf(error) !== undefined)
  return new RpcError({ code: codeOf(coded), details })
}

/** JSON-RPC's code, or a wallet's such as 4001 for "rejected by the user". */
const codeOf = (error: unknown) =>
  error instanceof ViemError && 'code' in error && typeof error.code === 'number' ? error.code : undefined
