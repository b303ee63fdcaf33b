import {
  type BelowMinimumError,
  type BoundCall,
  bindCall,
  type ContractError,
  checkAddress,
  InsufficientBalanceError,
  type InvalidAddressError,
  type InvalidServiceTypeError,
  type LedgerNotFoundError,
  type Limits,
  resolveContext,
  type ServiceContractUnknownError,
  type ServiceNotFoundError,
  SubAccountNotFoundError,
  type TooManySubAccountsError,
} from '@zg/contracts'
import { getLimits, resultOf } from '@zg/contracts/read'
import { type Receipt, type SignedTransaction, writeCall } from '@zg/contracts/write'
import { type Amount, type InvalidAmountError, type NetworkError, toNeuron } from '@zg/core'
import type { Address, Client } from 'viem'
import { checkNewSubAccount } from '../checkNewSubAccount.js'
import { checkService } from '../checkService.js'
import { foundOrNull } from '../foundOrNull.js'
import { type LimitsOption, type Options, userOf } from '../options.js'
import { serviceNameOf } from '../serviceNameOf.js'

/**
 * Moves `amount` from the ledger to the sub-account of a registered provider, and opens that when there is none.
 *
 * A decimal string in 0G, or a `bigint` in neuron; what opens a sub-account is no less than the network's minimum, and zero where that is
 * none. Money on its way back from the provider is turned around first. On v1 a transfer acknowledges the provider's signer too, and the
 * provider keeps a reserve: see `spendable` of `getSubAccount`. Throws `ServiceNotFoundError` for a provider without a service,
 * `InvalidServiceTypeError` for another type of service than `'inference'`, `ServiceContractUnknownError`, `LedgerNotFoundError`,
 * `BelowMinimumError`, `TooManySubAccountsError`, `InsufficientBalanceError` (`where: 'ledger'`), all before sending.
 *
 * @example
 * ```ts
 * import { transferFund } from '@zg/ledger'
 * import type { Address, Client } from 'viem'
 *
 * const fund = (client: Client, provider: Address) => transferFund(client, { provider, amount: '2' })
 * ```
 */
export async function transferFund(
  client: Client,
  options: transferFund.Parameters,
): Promise<transferFund.ReturnType> {
  const amount = toNeuron(options.amount)
  checkService(options.service)
  const provider = checkAddress(options.provider, 'provider')
  const { protocol, contracts } = resolveContext(client, options)
  const { signal, timeoutMs } = options
  const context = { protocol, contracts, signal, timeoutMs }
  const user = userOf(client, {}, 'transferFund')
  const limits = options.limits ?? (await getLimits(client, context))
  const call = transferFundCall(client, { ...options, amount, limits })
  const { ledger, inference } = protocol
  return writeCall(client, {
    ...context,
    call,
    onSigned: options.onSigned,
    before: {
      reads: [
        ledger.getLedger(user),
        // An address without a service would keep the money until the lock time is over: it gets none.
        inference.getService(provider),
        inference.getAccount(user, provider),
        inference.listAccounts(user, { offset: 0n, limit: 1n }),
      ],
      check: ([found, registered, shared, listed]) => {
        const { available } = resultOf(found)
        const service = resultOf(registered)
        const account = foundOrNull(shared, SubAccountNotFoundError)
        if (!account) {
          const reserve = protocol.limits.reserve(service)
          const count = resultOf(listed).total
          checkNewSubAccount(client, { amount, limits, reserve, count })
        }
        const returning = account?.pendingRefund ?? 0n
        const required = amount > returning ? amount - returning : 0n
        if (required > available) throw new InsufficientBalanceError({ where: 'ledger', available, required })
      },
    },
  })
}

export declare namespace transferFund {
  type Parameters = Options &
    LimitsOption & {
      provider: Address
      amount: Amount
      service?: string | undefined
      /** Gets the signed transaction before it is sent, to keep it for `recoverCall` of `@zg/contracts/write`. */
      onSigned?: ((signed: SignedTransaction) => Promise<void>) | undefined
    }
  type ReturnType = Receipt
  type ErrorType =
    | InvalidAmountError
    | InvalidAddressError
    | InvalidServiceTypeError
    | ServiceContractUnknownError
    | LedgerNotFoundError
    | ServiceNotFoundError
    | BelowMinimumError
    | TooManySubAccountsError
    | InsufficientBalanceError
    | ContractError
    | NetworkError
}

/**
 * The contract call alone, to simulate, estimate or batch. It asks neither for the service nor for the ledger.
 *
 * `limits` is what `getLimits` of `@zg/contracts/read` gave: the registry's name of the service is in it.
 *
 * @example
 * ```ts
 * import type { Limits } from '@zg/contracts'
 * import { transferFundCall } from '@zg/ledger'
 * import type { Address, Client } from 'viem'
 * import { simulateContract } from 'viem/actions'
 *
 * const dryRun = (client: Client, provider: Address, limits: Limits) =>
 *   simulateContract(client, transferFundCall(client, { provider, amount: '2', limits }))
 * ```
 */
export function transferFundCall(
  client: Pick<Client, 'chain'>,
  options: transferFundCall.Parameters,
): BoundCall {
  const { protocol, contracts } = resolveContext(client, options)
  const provider = checkAddress(options.provider, 'provider')
  const service = serviceNameOf(options.limits, contracts)
  const amount = toNeuron(options.amount)
  return bindCall(protocol.ledger.transferFund({ provider, service, amount }), contracts)
}

export declare namespace transferFundCall {
  type Parameters = Options & { provider: Address; amount: Amount; limits: Pick<Limits, 'serviceName'> }
}
