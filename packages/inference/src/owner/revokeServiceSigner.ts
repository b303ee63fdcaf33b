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
  type ServiceNotFoundError,
} from '@zg/contracts'
import { type Receipt, writeCall } from '@zg/contracts/write'
import type { NetworkError } from '@zg/core'
import type { Address, Client } from 'viem'
import { callerOf } from '../callerOf.js'
import type { Options } from '../options.js'

/**
 * Takes back that the contracts' owner vouched for the signer of a provider's service: nobody can pay the service then, and it can settle nothing.
 *
 * Throws `CallerNotAllowedError` for any other account than the owner's, `ServiceNotFoundError`, `NotOfferedError` where nobody vouches, `NetworkError`, and
 * the contract's errors, all before sending.
 *
 * @example
 * ```ts
 * import { revokeServiceSigner } from '@zg/inference/owner'
 * import type { Address, Client } from 'viem'
 *
 * const block = (client: Client, provider: Address) => revokeServiceSigner(client, { provider })
 * ```
 */
export async function revokeServiceSigner(
  client: Client,
  options: revokeServiceSigner.Parameters,
): Promise<revokeServiceSigner.ReturnType> {
  const { protocol, contracts } = resolveContext(client, options)
  const { signal, timeoutMs } = options
  callerOf(client, 'revokeServiceSigner')
  const call = revokeServiceSignerCall(client, options)
  return writeCall(client, { call, protocol, contracts, signal, timeoutMs })
}

export declare namespace revokeServiceSigner {
  type Parameters = Options & { provider: Address }
  type ReturnType = Receipt
  type ErrorType =
    | AccountRequiredError
    | CallerNotAllowedError
    | InvalidAddressError
    | NotOfferedError
    | ServiceNotFoundError
    | ContractError
    | NetworkError
}

/**
 * The contract call alone, to simulate, estimate or batch.
 *
 * @example
 * ```ts
 * import { revokeServiceSignerCall } from '@zg/inference/owner'
 * import type { Address, Client } from 'viem'
 * import { simulateContract } from 'viem/actions'
 *
 * const dryRun = (client: Client, provider: Address) =>
 *   simulateContract(client, revokeServiceSignerCall(client, { provider }))
 * ```
 */
export function revokeServiceSignerCall(
  client: Pick<Client, 'chain'>,
  options: revokeServiceSigner.Parameters,
): BoundCall {
  const { protocol, contracts } = resolveContext(client, options)
  const { owner } = protocol
  if (!owner) throw new NotOfferedError({ what: 'revokeServiceSigner', protocol: protocol.id })
  const provider = checkAddress(options.provider, 'provider')
  return bindCall(owner.revokeSigner({ provider }), contracts)
}
