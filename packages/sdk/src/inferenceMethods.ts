import type { AtomicStore } from '@zg/core'
import {
  acknowledgeProviderSigner,
  getRequestHeaders,
  getService,
  getServiceMetadata,
  listService,
  type ProviderReply,
  processResponse,
  toProviderError,
} from '@zg/inference'
import { eddsaAuth, type MessageSigner } from '@zg/inference/eddsa'
import { transferFund } from '@zg/ledger'
import type { Address } from 'viem'
import type { Session } from './session.js'
import type { Waiting } from './waiting.js'

type Bound = { account: MessageSigner; store: AtomicStore; fetch: typeof globalThis.fetch | undefined }
type Without<parameters> = Omit<parameters, 'protocol' | 'contracts' | 'provider' | 'auth' | 'fetch'>

/** The actions around inference, bound to one account and one network. */
export function inferenceMethods(session: () => Promise<Session>, { account, store, fetch }: Bound) {
  const bind = async <options extends object>(options: options) => {
    const { client, context } = await session()
    return [client, { ...context, ...options, fetch }] as const
  }
  const auth = eddsaAuth({ account, store })

  return {
    /** Every service on the network, all pages; filtered and sorted as asked. */
    listService: async (options: Without<listService.Parameters> = {}) =>
      listService(...(await bind(options))),
    /** One provider's service. Throws `ServiceNotFoundError` when there is none. */
    getService: async (provider: Address, options: Waiting = {}) =>
      getService(...(await bind({ ...options, provider }))),
    /** The endpoint, with `/v1/proxy`, and the model of a provider. */
    getServiceMetadata: async (provider: Address, options: Waiting = {}) =>
      getServiceMetadata(...(await bind({ ...options, provider }))),
    /** Records the provider's TEE signer on chain, once per provider; opens an empty sub-account when there is none. */
    acknowledgeProviderSigner: async (provider: Address, options: Waiting = {}) => {
      const [client, bound] = await bind({ ...options, provider })
      const openSubAccount = async () => {
        await transferFund(client, { ...bound, amount: 0n })
      }
      return acknowledgeProviderSigner(client, { ...bound, openSubAccount })
    },
    /** Headers that pay for exactly one request with these messages. Sends no transaction. */
    getRequestHeaders: async (provider: Address, content?: string, options: Waiting = {}) =>
      getRequestHeaders(...(await bind({ ...options, provider, content, auth }))),
    /** Examines one exchange: the exact bytes sent and received. */
    processResponse: async (provider: Address, exchange: Without<processResponse.Parameters>) =>
      processResponse(...(await bind({ ...exchange, provider }))),
    /** The typed error behind a provider's refusal, to throw from your own fetch. */
    toProviderError: async (provider: Address, reply: ProviderReply) => {
      const { context } = await session()
      return toProviderError({ protocol: context.protocol, provider, ...reply })
    },
  }
}
