import {
  type ContractError,
  checkAddress,
  resolveContext,
  ServiceNotFoundError,
  type SubAccountNotFoundError,
} from '@zg/contracts'
import { readCalls, resultOf } from '@zg/contracts/read'
import { type Amount, type InvalidAmountError, type NetworkError, toNeuron } from '@zg/core'
import type { Address, Client } from 'viem'
import { foundOrNull } from '../foundOrNull.js'
import { type Options, type UserOption, userOf } from '../options.js'
import { reserveOf, type SubAccountDetail, toSubAccountDetail } from '../subAccountDetail.js'

/**
 * Reads a user's sub-account with a provider, and how much of it can pay for requests, in one round trip.
 *
 * All amounts in neuron. `spendable` is `balance` less what is on its way back, less the provider's `reserve`, less `unsettled`: what the
 * provider has billed and not yet settled, which only the provider knows (`getUnsettledFee` of `@zg/inference`). Without it `unsettled` is null, and
 * `spendable` the most that it can be. Each refund says when it `releasesAt` (seconds). Throws `SubAccountNotFoundError` when there is none,
 * `NetworkError` or `RpcError` when the endpoint fails.
 *
 * @example
 * ```ts
 * import { zeroGDevnet } from '@zg/contracts'
 * import { getSubAccount } from '@zg/ledger'
 * import { type Address, createClient, http } from 'viem'
 *
 * const client = createClient({ chain: zeroGDevnet, transport: http() })
 * const read = (user: Address, provider: Address) => getSubAccount(client, { user, provider })
 * ```
 */
export async function getSubAccount(
  client: Client,
  options: getSubAccount.Parameters,
): Promise<getSubAccount.ReturnType> {
  const { protocol, contracts } = resolveContext(client, options)
  const { signal, timeoutMs } = options
  const user = userOf(client, options, 'getSubAccount')
  const provider = checkAddress(options.provider, 'provider')
  const unsettled = options.unsettled === undefined ? null : toNeuron(options.unsettled)
  const { inference, limits } = protocol
  const [account, lockTime, service] = await readCalls(client, {
    calls: [
      inference.getAccount(user, provider),
      inference.lockTime(),
      ...(limits.reserveFollowsPrice ? [inference.getService(provider)] : []),
    ],
    protocol,
    contracts,
    signal,
    timeoutMs,
  })
  const reserve = reserveOf(protocol, service ? foundOrNull(service, ServiceNotFoundError) : null)
  return toSubAccountDetail(resultOf(account), { lockTime: resultOf(lockTime), reserve, unsettled })
}

export declare namespace getSubAccount {
  type Parameters = Options &
    UserOption & {
      provider: Address
      /** What the provider has billed and not yet settled. */
      unsettled?: Amount | undefined
    }
  type ReturnType = SubAccountDetail
  type ErrorType = InvalidAmountError | ContractError | SubAccountNotFoundError | NetworkError
}
