import {
  type ContractError,
  checkAddress,
  resolveContext,
  ServiceNotFoundError,
  SubAccountNotFoundError,
} from '@zg/contracts'
import { readCalls } from '@zg/contracts/read'
import { type Amount, type InvalidAmountError, type NetworkError, toNeuron } from '@zg/core'
import type { Address, Client } from 'viem'
import { foundOrNull } from '../foundOrNull.js'
import { type Options, type UserOption, userOf } from '../options.js'
import type { InvalidTopUpPolicyError } from './errors.js'
import { readTopUpPolicy, type TopUpPolicy } from './topUpPolicy.js'

/**
 * Says what a top-up would move now, in neuron: nothing, where as much can be spent as the policy wants. Moves nothing itself.
 *
 * `spendable` is the sub-account's balance less what is on its way back, the provider's reserve and `unsettled`; below zero where those are more.
 * A sub-account that doesn't exist has nothing. Throws `InvalidTopUpPolicyError`, `ServiceNotFoundError`, `NetworkError` or `RpcError`.
 *
 * @example
 * ```ts
 * import { planTopUp } from '@zg/ledger'
 * import type { Address, Client } from 'viem'
 *
 * const policy = { below: '0.5', to: '2', perDay: '10' }
 * const plan = (client: Client, provider: Address) => planTopUp(client, { provider, policy })
 * ```
 */
export async function planTopUp(
  client: Client,
  options: planTopUp.Parameters,
): Promise<planTopUp.ReturnType> {
  const { below, to } = readTopUpPolicy(options.policy)
  const { protocol, contracts } = resolveContext(client, options)
  const { signal, timeoutMs } = options
  const user = userOf(client, options, 'planTopUp')
  const provider = checkAddress(options.provider, 'provider')
  const { inference, limits } = protocol
  const [shared, registered] = await readCalls(client, {
    calls: [inference.getAccount(user, provider), inference.getService(provider)],
    ...{ protocol, contracts, signal, timeoutMs },
  })
  const service = foundOrNull(registered, ServiceNotFoundError)
  // It sells nothing any more, so that what is moved to it would only wait to come back.
  if (!service) throw new ServiceNotFoundError({ provider })
  const account = foundOrNull(shared, SubAccountNotFoundError)
  const unsettled = toNeuron(options.unsettled ?? 0n)
  const spendable =
    (account ? account.balance - account.pendingRefund : 0n) - limits.reserve(service) - unsettled
  return { amount: spendable < below ? to - spendable : 0n, spendable }
}

export declare namespace planTopUp {
  type Parameters = Options &
    UserOption & {
      provider: Address
      policy: TopUpPolicy
      /** What the provider has billed and not yet settled. */
      unsettled?: Amount | undefined
    }
  type ReturnType = { amount: bigint; spendable: bigint }
  type ErrorType = InvalidTopUpPolicyError | InvalidAmountError | ContractError | NetworkError
}
