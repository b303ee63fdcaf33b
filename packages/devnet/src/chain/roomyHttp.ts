import {
  type CustomTransport,
  createPublicClient,
  custom,
  hexToBigInt,
  http,
  isHex,
  MethodNotFoundRpcError,
  numberToHex,
} from 'viem'

/**
 * HTTP whose gas estimates are doubled. A node that is busy gives a receipt and then still estimates by the state of the
 * block before, on which the next call may cost less than it will.
 */
export function roomyHttp(url: string): CustomTransport {
  const client = createPublicClient({ transport: http(url) })
  return custom({
    request: async ({ method, params }: { method: string; params: unknown }) => {
      // It would fill in the exact estimate.
      if (method === 'eth_fillTransaction') throw new MethodNotFoundRpcError(new Error(method), { method })
      // The method is whatever viem asked for, which its types can't know here.
      const request = { method, params } as Parameters<typeof client.request>[0]
      const answer: unknown = await client.request(request)
      if (method !== 'eth_estimateGas' || !isHex(answer)) return answer
      return numberToHex(hexToBigInt(answer) * 2n)
    },
  })
}
