import {
  type AccountRequiredError,
  type BoundCall,
  bindCall,
  type ContractError,
  InsufficientStakeError,
  type InvalidAddressError,
  resolveContext,
  ServiceNotFoundError,
} from '@zg/contracts'
import { resultOf } from '@zg/contracts/read'
import { type Receipt, writeCall } from '@zg/contracts/write'
import { type Amount, type InvalidAmountError, type NetworkError, toNeuron } from '@zg/core'
import type { Client } from 'viem'
import { callerOf } from '../callerOf.js'
import type { Options } from '../options.js'
import { type InvalidOfferError, ServiceExistsError } from './errors.js'
import { type OfferOptions, toOffer } from './offer.js'

/**
 * Registers the account's service, once.
 *
 * `stake` is a decimal string in 0G, or a `bigint` in neuron: at least what the contract demands, read beside the simulation. It comes back with
 * `removeService`; where the protocol knows no stake, none is sent. Users can't pay the service before the contracts' owner vouches for its signer, where
 * the protocol wants that. Throws, all before sending, `InvalidOfferError`, `ServiceExistsError`, `InsufficientStakeError`,
 * `InsufficientBalanceError` (`where: 'wallet'`), `NetworkError`, and the contract's errors.
 *
 * @example
 * ```ts
 * import { registerService } from '@zg/inference/provider'
 * import type { Address, Client } from 'viem'
 *
 * const open = (client: Client, signer: Address) =>
 *   registerService(client, {
 *     url: 'https://provider.example',
 *     model: 'zg/scripted-7b',
 *     inputPrice: 100_000_000_000n,
 *     outputPrice: 400_000_000_000n,
 *     signer,
 *     stake: '100',
 *   })
 * ```
 */
export async function registerService(
  client: Client,
  options: registerService.Parameters,
): Promise<registerService.ReturnType> {
  const { protocol, contracts } = resolveContext(client, options)
  const { signal, timeoutMs } = options
  const provider = callerOf(client, 'registerService')
  const call = registerServiceCall(client, options)
  const { minimumStake } = protocol.provider
  const existing = protocol.inference.getService(provider)
  const before = {
    reads: minimumStake ? ([existing, minimumStake()] as const) : ([existing] as const),
    check: ([service, minimum]: readonly PromiseSettledResult<unknown>[]) => {
      if (service?.status === 'fulfilled') throw new ServiceExistsError({ provider })
      if (!(service?.reason instanceof ServiceNotFoundError)) throw service?.reason
      const required = minimum ? resultOf(minimum) : 0n
      const provided = toNeuron(options.stake ?? 0n)
      if (typeof required === 'bigint' && provided < required) {
        throw new InsufficientStakeError({ provided, required })
      }
    },
  }
  return writeCall(client, { call, protocol, contracts, before, signal, timeoutMs })
}

export declare namespace registerService {
  type Parameters = Options & OfferOptions & { stake?: Amount | undefined }
  type ReturnType = Receipt
  type ErrorType =
    | AccountRequiredError
    | InvalidOfferError
    | InvalidAmountError
    | InvalidAddressError
    | ServiceExistsError
    | InsufficientStakeError
    | ContractError
    | NetworkError
}

/**
 * The contract call alone, to simulate, estimate or batch. It asks neither for the service nor for the least stake.
 *
 * @example
 * ```ts
 * import { type registerService, registerServiceCall } from '@zg/inference/provider'
 * import type { Client } from 'viem'
 * import { simulateContract } from 'viem/actions'
 *
 * const dryRun = (client: Client, offer: registerService.Parameters) =>
 *   simulateContract(client, registerServiceCall(client, offer))
 * ```
 */
export function registerServiceCall(
  client: Pick<Client, 'chain'>,
  options: registerService.Parameters,
): BoundCall {
  const { protocol, contracts } = resolveContext(client, options)
  const stake = toNeuron(options.stake ?? 0n)
  return bindCall(protocol.provider.offerService({ offer: toOffer(options), stake }), contracts)
}
