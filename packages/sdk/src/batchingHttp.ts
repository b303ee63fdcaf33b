import {
  createTransport,
  HttpRequestError,
  http,
  InvalidRequestRpcError,
  type Transport,
  UnknownRpcError,
} from 'viem'

const batchSize = 100
/** A batch that is refused is asked again one by one: nothing that moves money is sent twice for that. The chain's id comes first, alone. */
const alone = /^eth_(send|chainId$)/

/**
 * HTTP to an endpoint, with what is asked at the same time in one request: a JSON-RPC batch.
 *
 * An endpoint that refuses batches is asked one by one from then on.
 */
export function batchingHttp(url: string): Transport {
  let takesBatches = true
  // Tried again by the transport that is returned, not by these.
  const oneByOne = http(url, { retryCount: 0 })
  const together = http(url, { retryCount: 0, batch: { batchSize } })
  return (config) => {
    const single = oneByOne(config)
    const batched = together(config)
    const request = async (call: { method: string; params?: unknown }): Promise<unknown> => {
      if (!takesBatches || alone.test(call.method)) return single.request(call)
      try {
        return await batched.request(call)
      } catch (error) {
        if (!refusesBatch(error)) throw error
        const answer = await single.request(call)
        takesBatches = false
        return answer
      }
    }
    const { retryCount, timeout } = config
    const common = { key: 'http', name: 'HTTP JSON-RPC', type: 'http', timeout }
    return createTransport(
      {
        ...common,
        ...(retryCount === undefined ? {} : { retryCount }),
        request: request as typeof single.request,
      },
      { url },
    )
  }
}

/** Whether the whole batch was turned down, rather than one of its questions: by a status, or by one answer for all. */
function refusesBatch(error: unknown): boolean {
  if (error instanceof InvalidRequestRpcError) return true
  // What viem meets, in one version or another, when the answer is no list.
  if (error instanceof UnknownRpcError) return error.cause instanceof TypeError
  if (!(error instanceof HttpRequestError)) return false
  const { details, status } = error
  if (status === undefined) return /responses to batch/.test(details)
  // Of these an endpoint would answer each question the same, and a hundred in place of one make a limit worse.
  return status >= 400 && status < 500 && ![401, 408, 429].includes(status)
}
