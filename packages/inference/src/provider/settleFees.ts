import {
  type AccountRequiredError,
  type BoundCall,
  bindCall,
  type ContractError,
  resolveContext,
  type SettlementStatus,
  type SignedFee,
} from '@zg/contracts'
import { type Receipt, writeCall } from '@zg/contracts/write'
import type { NetworkError } from '@zg/core'
import type { Address, Client } from 'viem'
import { callerOf } from '../callerOf.js'
import type { Options } from '../options.js'
import { checkCount } from './checkCount.js'
import type { TooManyFeesError } from './errors.js'

/**
 * Collects fees that the account's TEE signed, in one transaction.
 *
 * The contract judges each fee for itself: `outcomes` says, in their order, what became of each. A refused fee leaves its user's account as it was; of one that
 * the account doesn't cover, `unsettled` is what remains, and its nonce is used up all the same. `previewSettlement` tells in advance. Throws
 * `TooManyFeesError` for more than the contract takes at once, `NetworkError`, and the contract's errors, all before sending.
 *
 * @example
 * ```ts
 * import type { SignedFee } from '@zg/contracts'
 * import { settleFees } from '@zg/inference/provider'
 * import type { Client } from 'viem'
 *
 * async function refused(client: Client, fees: readonly SignedFee[]) {
 *   const { outcomes } = await settleFees(client, { fees })
 *   return outcomes.filter(({ status }) => status !== 'success')
 * }
 * ```
 */
export async function settleFees(
  client: Client,
  options: settleFees.Parameters,
): Promise<settleFees.ReturnType> {
  const { protocol, contracts } = resolveContext(client, options)
  const { fees, signal, timeoutMs } = options
  callerOf(client, 'settleFees')
  const call = settleFeesCall(client, options)
  const receipt = await writeCall(client, { call, protocol, contracts, signal, timeoutMs })
  const results = receipt.events.filter(({ eventName }) => eventName === 'TEESettlementResult')
  const outcomes = fees.map(({ user, nonce, totalFee }, i): settleFees.Outcome => {
    const { status, unsettledAmount } = results[i]?.args ?? {}
    if (typeof unsettledAmount !== 'bigint') throw new Error('unreachable: there is an event for each fee')
    const settled = totalFee - unsettledAmount
    const name = protocol.provider.statusOf(Number(status))
    return { user, nonce, status: name, settled, unsettled: unsettledAmount }
  })
  return { ...receipt, outcomes }
}

export declare namespace settleFees {
  type Parameters = Options & { fees: readonly SignedFee[] }
  /** Amounts in neuron. */
  type Outcome = {
    user: Address
    nonce: bigint
    status: SettlementStatus
    settled: bigint
    unsettled: bigint
  }
  type ReturnType = Receipt & { outcomes: readonly Outcome[] }
  type ErrorType = AccountRequiredError | TooManyFeesError | ContractError | NetworkError
}

/**
 * The contract call alone, to simulate, estimate or batch.
 *
 * @example
 * ```ts
 * import type { SignedFee } from '@zg/contracts'
 * import { settleFeesCall } from '@zg/inference/provider'
 * import type { Client } from 'viem'
 * import { simulateContract } from 'viem/actions'
 *
 * const dryRun = (client: Client, fees: readonly SignedFee[]) =>
 *   simulateContract(client, settleFeesCall(client, { fees }))
 * ```
 */
export function settleFeesCall(client: Pick<Client, 'chain'>, options: settleFees.Parameters): BoundCall {
  const { protocol, contracts } = resolveContext(client, options)
  const { fees } = options
  checkCount(fees, protocol)
  return bindCall(protocol.provider.settleFees({ fees }), contracts)
}
