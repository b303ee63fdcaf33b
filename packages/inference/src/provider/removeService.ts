import {
  type AccountRequiredError,
  type BoundCall,
  bindCall,
  type ContractError,
  resolveContext,
  type ServiceNotFoundError,
} from '@zg/contracts'
import { type Receipt, writeCall } from '@zg/contracts/write'
import type { NetworkError } from '@zg/core'
import type { Client } from 'viem'
import { callerOf } from '../callerOf.js'
import type { Options } from '../options.js'

/**
 * Removes the account's service; the stake comes back to the account. What users still owe can't be settled any more.
 *
 * Throws `ServiceNotFoundError` for an account without a service, `NetworkError`, and the contract's errors, all before sending.
 *
 * @example
 * ```ts
 * import { removeService } from '@zg/inference/provider'
 * import type { Client } from 'viem'
 *
 * const close = async (client: Client) => (await removeService(client)).stake
 * ```
 */
export async function removeService(
  client: Client,
  options: removeService.Parameters = {},
): Promise<removeService.ReturnType> {
  const { protocol, contracts } = resolveContext(client, options)
  const { signal, timeoutMs } = options
  callerOf(client, 'removeService')
  const call = removeServiceCall(client, options)
  const receipt = await writeCall(client, { call, protocol, contracts, signal, timeoutMs })
  const returned = receipt.events.find(({ eventName }) => eventName === 'ProviderStakeReturned')?.args.amount
  return { ...receipt, stake: typeof returned === 'bigint' ? returned : 0n }
}

export declare namespace removeService {
  type Parameters = Options
  type ReturnType = Receipt & {
    /** Neuron that came back. */
    stake: bigint
  }
  type ErrorType = AccountRequiredError | ServiceNotFoundError | ContractError | NetworkError
}

/**
 * The contract call alone, to simulate, estimate or batch.
 *
 * @example
 * ```ts
 * import { removeServiceCall } from '@zg/inference/provider'
 * import type { Client } from 'viem'
 * import { simulateContract } from 'viem/actions'
 *
 * const dryRun = (client: Client) =>
 *   simulateContract(client, removeServiceCall(client))
 * ```
 */
export function removeServiceCall(client: Pick<Client, 'chain'>, options: Options = {}): BoundCall {
  const { protocol, contracts } = resolveContext(client, options)
  return bindCall(protocol.provider.removeService(), contracts)
}
