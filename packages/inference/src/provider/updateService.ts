import {
  type AccountRequiredError,
  type BoundCall,
  bindCall,
  type ContractError,
  type InvalidAddressError,
  type Offer,
  resolveContext,
  type Service,
  type ServiceNotFoundError,
} from '@zg/contracts'
import { type Receipt, writeCall } from '@zg/contracts/write'
import type { InvalidAmountError, NetworkError } from '@zg/core'
import type { Client } from 'viem'
import { getService } from '../actions/getService.js'
import { callerOf } from '../callerOf.js'
import type { Options } from '../options.js'
import type { InvalidOfferError } from './errors.js'
import { type OfferOptions, toOffer } from './offer.js'

/**
 * Changes the account's service; what isn't named stays as it is.
 *
 * URL and prices may change at will. Where the contracts' owner vouches for signers, any other change takes its acknowledgement away
 * (`acknowledgementReset`), and nobody can pay the service until the owner looks again. Throws `ServiceNotFoundError` for an account without a service,
 * `InvalidOfferError`, `NetworkError`, and the contract's errors, all before sending.
 *
 * @example
 * ```ts
 * import { updateService } from '@zg/inference/provider'
 * import type { Client } from 'viem'
 *
 * const moveTo = (client: Client, url: string) => updateService(client, { url })
 * ```
 */
export async function updateService(
  client: Client,
  options: updateService.Parameters,
): Promise<updateService.ReturnType> {
  const { protocol, contracts } = resolveContext(client, options)
  const { signal, timeoutMs } = options
  const provider = callerOf(client, 'updateService')
  const service = await getService(client, { ...options, provider })
  const call = updateServiceCall(client, { ...options, service })
  const receipt = await writeCall(client, { call, protocol, contracts, signal, timeoutMs })
  const drops = protocol.provider.dropsAcknowledgement(service, changed(service, options))
  return { ...receipt, acknowledgementReset: service.signerAcknowledged === true && drops }
}

export declare namespace updateService {
  type Parameters = Options & Partial<OfferOptions>
  type ReturnType = Receipt & {
    /** Whether the owner vouched for the signer before, and has to do so again. */
    acknowledgementReset: boolean
  }
  type ErrorType =
    | AccountRequiredError
    | ServiceNotFoundError
    | InvalidOfferError
    | InvalidAmountError
    | InvalidAddressError
    | ContractError
    | NetworkError
}

/**
 * The contract call alone, for the service as `getService` gives it.
 *
 * @example
 * ```ts
 * import type { Service } from '@zg/contracts'
 * import { updateServiceCall } from '@zg/inference/provider'
 * import type { Client } from 'viem'
 * import { simulateContract } from 'viem/actions'
 *
 * const dryRun = (client: Client, service: Service) =>
 *   simulateContract(client, updateServiceCall(client, { service, model: 'zg/scripted-7b' }))
 * ```
 */
export function updateServiceCall(
  client: Pick<Client, 'chain'>,
  options: updateService.Parameters & { service: Service },
): BoundCall {
  const { protocol, contracts } = resolveContext(client, options)
  const offer = changed(options.service, options)
  return bindCall(protocol.provider.offerService({ offer, stake: 0n }), contracts)
}

/** The signer may be taken away with null. */
function changed(service: Service, options: Partial<OfferOptions>): Offer {
  const { url, model, serviceType, verifiability, inputPrice, outputPrice, additionalInfo, signer } = options
  return toOffer({
    url: url ?? service.url,
    model: model ?? service.model,
    serviceType: serviceType ?? service.serviceType,
    verifiability: verifiability ?? service.verifiability,
    inputPrice: inputPrice ?? service.inputPrice,
    outputPrice: outputPrice ?? service.outputPrice,
    additionalInfo: additionalInfo ?? service.additionalInfo,
    signer: signer === undefined ? service.signer : signer,
  })
}
