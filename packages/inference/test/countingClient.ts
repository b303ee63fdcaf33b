import { type Account, type Chain, createWalletClient, custom, type Transport, type WalletClient } from 'viem'

export type Asked = { method: string; params: unknown }

/** The same client, whose questions to the chain are counted, and answered by `answer` where that gives something. */
export function countingClient(
  client: WalletClient<Transport, Chain, Account>,
  answer: (asked: Asked) => Promise<unknown> | undefined = () => undefined,
) {
  const asked: Asked[] = []
  const transport = custom({
    request: async ({ method, params }: Asked) => {
      asked.push({ method, params })
      const own = answer({ method, params })
      // The method is whatever the SDK asked for, which viem's types can't know here.
      return own === undefined
        ? client.request({ method, params } as Parameters<typeof client.request>[0])
        : own
    },
  })
  const { account, chain } = client
  const counting = createWalletClient({ account, chain, transport, pollingInterval: 20, cacheTime: 0 })
  const methods = () => asked.map(({ method }) => method)
  return { client: counting, asked, methods, calls: () => methods().filter(isFirstLook) }
}

/** A receipt that isn't there yet is asked for again: how often depends on the machine. */
function isFirstLook(method: string, index: number, methods: readonly string[]): boolean {
  return method !== 'eth_getTransactionReceipt' || methods.indexOf(method) === index
}
