import {
  type AccountRequiredError,
  type BoundCall,
  bindCall,
  type CallerNotAllowedError,
  type ContractError,
  checkAddress,
  type InvalidAddressError,
  NotOfferedError,
  resolveContext,
  type Service,
  type ServiceNotFoundError,
} from '@zg/contracts'
import { resultOf } from '@zg/contracts/read'
import { type Receipt, writeCall } from '@zg/contracts/write'
import type { NetworkError } from '@zg/core'
import { type Address, type Client, isAddress, isAddressEqual } from 'viem'
import { callerOf } from '../callerOf.js'
import type { Options } from '../options.js'
import { SignerChangedError } from './errors.js'

/**
 * Vouches for the signer of a provider's service, as the contracts' owner: users may pay the service from then on.
 *
 * The contract flags whatever signer stands there when the transaction is mined. Name the one that you examined as `signer`: another one is
 * `SignerChangedError`, before sending, or afterwards with the transaction's hash when it changed in between. Throws `CallerNotAllowedError` for any other account,
 * `ServiceNotFoundError`, `NotOfferedError` where nobody vouches, `NetworkError`, and the contract's errors, all before sending.
 *
 * @example
 * ```ts
 * import { acknowledgeServiceSigner } from '@zg/inference/owner'
 * import type { Address, Client } from 'viem'
 *
 * const approve = (client: Client, provider: Address, signer: Address) =>
 *   acknowledgeServiceSigner(client, { provider, signer })
 * ```
 */
export async function acknowledgeServiceSigner(
  client: Client,
  options: acknowledgeServiceSigner.Parameters,
): Promise<acknowledgeServiceSigner.ReturnType> {
  const { protocol, contracts } = resolveContext(client, options)
  const { provider, signal, timeoutMs } = options
  callerOf(client, 'acknowledgeServiceSigner')
  const call = acknowledgeServiceSignerCall(client, options)
  const expected = options.signer === undefined ? null : checkAddress(options.signer, 'signer')
  const check = ([service]: readonly [PromiseSettledResult<Service>]) => {
    const { signer: actual } = resultOf(service)
    if (!isWanted(actual, expected)) throw new SignerChangedError({ provider, expected, actual })
  }
  const before = { reads: [protocol.inference.getService(provider)] as const, check }
  const receipt = await writeCall(client, { call, protocol, contracts, before, signal, timeoutMs })
  const event = receipt.events.find(({ eventName }) => eventName === 'ProviderTEESignerAcknowledged')
  const signer = event?.args.teeSignerAddress
  if (typeof signer !== 'string' || !isAddress(signer)) throw new Error('unreachable: the event names it')
  if (isWanted(signer, expected)) return { ...receipt, signer }
  throw new SignerChangedError({ provider, expected, actual: signer, hash: receipt.hash })
}

export declare namespace acknowledgeServiceSigner {
  type Parameters = Options & {
    provider: Address
    /** The signer that was examined. */
    signer?: Address | undefined
  }
  type ReturnType = Receipt & { signer: Address }
  type ErrorType =
    | AccountRequiredError
    | CallerNotAllowedError
    | InvalidAddressError
    | NotOfferedError
    | ServiceNotFoundError
    | SignerChangedError
    | ContractError
    | NetworkError
}

/**
 * The contract call alone, to simulate, estimate or batch.
 *
 * @example
 * ```ts
 * import { acknowledgeServiceSignerCall } from '@zg/inference/owner'
 * import type { Address, Client } from 'viem'
 * import { simulateContract } from 'viem/actions'
 *
 * const dryRun = (client: Client, provider: Address) =>
 *   simulateContract(client, acknowledgeServiceSignerCall(client, { provider }))
 * ```
 */
export function acknowledgeServiceSignerCall(
  client: Pick<Client, 'chain'>,
  options: Options & { provider: Address },
): BoundCall {
  const { protocol, contracts } = resolveContext(client, options)
  const { owner } = protocol
  if (!owner) throw new NotOfferedError({ what: 'acknowledgeServiceSigner', protocol: protocol.id })
  const provider = checkAddress(options.provider, 'provider')
  return bindCall(owner.acknowledgeSigner({ provider }), contracts)
}

const isWanted = (signer: Address | null, expected: Address | null): boolean =>
  signer !== null && (expected === null || isAddressEqual(signer, expected))
