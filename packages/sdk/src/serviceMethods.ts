import type { Service } from '@zg/contracts'
import type { DetailedService, getServiceMetadata, listService, processResponse } from '@zg/inference'
import type { Address } from 'viem'
import { inferenceActions } from './actions.js'
import type { Session } from './session.js'
import type { BrokerVerifier } from './teeVerifier.js'
import type { Waiting } from './waiting.js'

type Without<parameters> = Omit<parameters, 'protocol' | 'contracts' | 'provider' | 'fetch'>
type Listing = Without<listService.Parameters>

/** What anybody can ask of services, with a key or without, bound to one network. */
export function serviceMethods(
  session: (waiting?: Waiting) => Promise<Session>,
  { fetch, verifier }: { fetch: typeof globalThis.fetch | undefined; verifier: BrokerVerifier },
) {
  const bind = async <options extends Waiting>(options: options) => {
    const { client, context } = await session(options)
    return [client, { ...context, ...options, fetch }] as const
  }
  function list(options: Listing & { detail: true }): Promise<readonly DetailedService[]>
  function list(options?: Listing): Promise<readonly Service[]>
  async function list(options: Listing = {}): Promise<readonly Service[]> {
    return (await inferenceActions()).listService(...(await bind(options)))
  }

  return {
    /** Every service on the network, all pages; filtered and sorted as asked. */
    listService: list,
    /** One provider's service. Throws `ServiceNotFoundError` when there is none. */
    getService: async (provider: Address, options: Waiting = {}) =>
      (await inferenceActions()).getService(...(await bind({ ...options, provider }))),
    /**
     * Examines a provider's hardware: fetches its evidence and verifies it up to the roots of Intel and NVIDIA, down to the images that run. The report says
     * what is proven and what isn't; with `formatReport` of `@zg/attestation` it becomes readable.
     */
    verifyService: async (provider: Address, options: Waiting = {}) => {
      const { getService } = await inferenceActions()
      const service = await getService(...(await bind({ ...options, provider })))
      return verifier.verifyProvider(service, options)
    },
    /**
     * Examines one exchange: the exact bytes sent and received, and the answer's headers. With `require: 'verified'` the provider's hardware too.
     */
    processResponse: async (provider: Address, exchange: Without<processResponse.Parameters>) => {
      const examiner = exchange.verifier ?? (verifier.always || exchange.require ? verifier : undefined)
      return (await inferenceActions()).processResponse(
        ...(await bind({ ...exchange, provider, verifier: examiner })),
      )
    },
    /** The models that a provider offers, with their prices: asks the provider. */
    listModels: async (provider: Address, options: Waiting = {}) =>
      (await inferenceActions()).listModels(...(await bind({ ...options, provider }))),
    /** The endpoint, with `/v1/proxy`, and the model of a provider. */
    getServiceMetadata: async (provider: Address, options: Without<getServiceMetadata.Parameters> = {}) =>
      (await inferenceActions()).getServiceMetadata(...(await bind({ ...options, provider }))),
  }
}
