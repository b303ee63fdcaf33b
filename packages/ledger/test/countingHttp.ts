import { http } from 'viem'

/** An HTTP transport that remembers what was asked, and in how many HTTP requests. */
export function countingHttp(url: string, { batch }: { batch: boolean }) {
  const methods: string[] = []
  let requests = 0
  const transport = http(url, {
    batch,
    retryCount: 0,
    onFetchRequest: (_, { body }) => {
      requests += 1
      const asked: unknown = JSON.parse(String(body))
      for (const each of Array.isArray(asked) ? asked : [asked]) methods.push(String(each.method))
    },
  })
  return {
    transport,
    methods,
    requests: () => requests,
    /** RPC calls, the first look for a receipt included: how often it is repeated depends on the machine. */
    calls: () => {
      const looks = methods.filter((method) => method === 'eth_getTransactionReceipt').length
      return methods.length - Math.max(looks - 1, 0)
    },
    reset: () => {
      methods.length = 0
      requests = 0
    },
  }
}
