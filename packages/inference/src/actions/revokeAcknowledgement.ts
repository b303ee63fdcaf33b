import {
  type AccountRequiredError,
  type BoundCall,
  bindCall,
  type ContractError,
  checkAddress,
  NotOfferedError,
  resolveContext,
} from '@zg/contracts'
import { type Receipt, writeCall } from '@zg/contracts/write'
import type { NetworkError } from '@zg/core'
import type { Address, Client } from 'viem'
import type { Options } from '../options.js'

/**
 * Takes back the acknowledgement of a provider's signer: nothing settles and no request is answered from then on.
 *
 * The sub-account must be empty: `SubAccountNotEmptyError` says what it holds. Throws `SubAccountNotFoundError`, `NotOfferedError` where the protocol
 * has no such call, `NetworkError`, and the contract's errors.
 *
 * @example
 * ```ts
 * import { revokeAcknowledgement } from '@zg/inference'
 * import type { Address, Client } from 'viem'
 *
 * const distrust = (client: Client, provider: Address) => revokeAcknowledgement(client, { provider })
 * ```
 */
export async function revokeAcknowledgement(
  client: Client,
  options: revokeAcknowledgement.Parameters,
): Promise<revokeAcknowledgement.ReturnType> {
  const { protocol, contracts } = resolveContext(client, options)
  const { signal, timeoutMs } = options
  const call = revokeAcknowledgementCall(client, options)
  return writeCall(client, { call, protocol, contracts, signal, timeoutMs })
}

export declare namespace revokeAcknowledgement {
  type Parameters = Options & { provider: Address }
  type ReturnType = Receipt
  type ErrorType = NotOfferedError | AccountRequiredError | ContractError | NetworkError
}

/**
 * The contract call alone, to simulate, estimate or batch.
 *
 * @example
 * ```ts
 * import { revokeAcknowledgementCall } from '@zg/inference'
 * import type { Address, Client } from 'viem'
 * import { simulateContract } from 'viem/actions'
 *
 * const dryRun = (client: Client, provider: Address) =>
 *   simulateContract(client, revokeAcknowledgementCall(client, { provider }))
 * ```
 */
export function revokeAcknowledgementCall(
  client: Pick<Client, 'chain'>,
  options: revokeAcknowledgement.Parameters,
): BoundCall {
  const { protocol, contracts } = resolveContext(client, options)
  const { revokeAcknowledgement: revoke } = protocol.inference
  if (!revoke) throw new NotOfferedError({ what: 'revokeAcknowledgement', protocol: protocol.id })
  return bindCall(revoke({ provider: checkAddress(options.provider, 'provider') }), contracts)
}
