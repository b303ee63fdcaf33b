import {
  type BelowMinimumError,
  type BoundCall,
  bindCall,
  type ContractError,
  type CredentialRequiredError,
  type InsufficientBalanceError,
  LedgerExistsError,
  resolveContext,
} from '@zg/contracts'
import { type Receipt, writeCall } from '@zg/contracts/write'
import { type Amount, BaseError, type InvalidAmountError, type NetworkError, toNeuron } from '@zg/core'
import type { Client } from 'viem'
import { beforeOpening } from '../beforeOpening.js'
import type { ZeroAmountError } from '../errors.js'
import { type LimitsOption, type Options, userOf } from '../options.js'
import { positive } from '../positive.js'
import { type CredentialSource, openLedger } from './addLedger.js'
import { findLedger } from './findLedger.js'

/**
 * Adds `amount` from the wallet to the ledger, and opens the ledger when there is none.
 *
 * A decimal string in 0G, or a `bigint` in neuron, above zero; what opens a ledger is no less than the network's minimum. `credential` as
 * in `addLedger`, used only to open. Several at once are fine: one opens, the others add. Throws `ZeroAmountError`, `BelowMinimumError`,
 * `CredentialRequiredError`, `InsufficientBalanceError` (`where: 'wallet'`), all before sending.
 *
 * @example
 * ```ts
 * import { depositFund } from '@zg/ledger'
 * import type { Client } from 'viem'
 *
 * const deposit = (client: Client) => depositFund(client, { amount: '5' })
 * ```
 */
export async function depositFund(
  client: Client,
  options: depositFund.Parameters,
): Promise<depositFund.ReturnType> {
  const amount = positive(options.amount, 'depositFund')
  const { protocol, contracts } = resolveContext(client, options)
  const owner = userOf(client, {}, 'depositFund')
  if (!protocol.ledger.opensOnDeposit && !(await findLedger(client, { ...options, user: owner }))) {
    try {
      return await openLedger(client, { ...options, amount })
    } catch (error) {
      // Another write of this account opened it meanwhile, and this one moved nothing.
      if (!isOpened(error)) throw error
    }
  }
  const { limits, signal, timeoutMs } = options
  const call = depositFundCall(client, { ...options, amount })
  const before = beforeOpening(client, { owner, amount, limits, protocol, contracts, mayExist: true })
  return writeCall(client, { call, protocol, contracts, before, signal, timeoutMs })
}

export declare namespace depositFund {
  type Parameters = Options & LimitsOption & { amount: Amount; credential?: CredentialSource | undefined }
  type ReturnType = Receipt
  type ErrorType =
    | InvalidAmountError
    | ZeroAmountError
    | BelowMinimumError
    | CredentialRequiredError
    | InsufficientBalanceError
    | ContractError
    | NetworkError
}

const isOpened = (error: unknown) =>
  BaseError.is(error) && error.walk((cause) => cause instanceof LedgerExistsError) !== null

/**
 * The contract call alone, for a ledger that exists, or for a protocol whose deposits open one.
 *
 * @example
 * ```ts
 * import { depositFundCall } from '@zg/ledger'
 * import type { Client } from 'viem'
 * import { simulateContract } from 'viem/actions'
 *
 * const dryRun = (client: Client) =>
 *   simulateContract(client, depositFundCall(client, { amount: '5' }))
 * ```
 */
export function depositFundCall(
  client: Pick<Client, 'chain'>,
  options: depositFundCall.Parameters,
): BoundCall {
  const { protocol, contracts } = resolveContext(client, options)
  return bindCall(protocol.ledger.depositFund({ amount: toNeuron(options.amount) }), contracts)
}

export declare namespace depositFundCall {
  type Parameters = Options & { amount: Amount }
}
