import {
  type BoundCall,
  bindCall,
  type ContractError,
  checkAddress,
  InsufficientBalanceError,
  type InvalidAddressError,
  type InvalidServiceTypeError,
  type LedgerNotFoundError,
  type Protocol,
  resolveContext,
  type ServiceNotFoundError,
} from '@zg/contracts'
import { readCall } from '@zg/contracts/read'
import { type Receipt, writeCall } from '@zg/contracts/write'
import { type Amount, type InvalidAmountError, type NetworkError, toNeuron } from '@zg/core'
import type { Address, Client } from 'viem'
import { checkService } from '../checkService.js'
import { type Options, userOf } from '../options.js'
import { getLedger } from './getLedger.js'

/**
 * Moves `amount` from the ledger to the sub-account of a registered provider, and opens that when there is none.
 *
 * A decimal string in 0G, or a `bigint` in neuron; zero opens an empty sub-account where the protocol allows one. Money on its way back from
 * the provider is turned around first. Throws `ServiceNotFoundError` for a provider without a service, `InvalidServiceTypeError` for another
 * type of service than `'inference'`, `LedgerNotFoundError`, `InsufficientBalanceError` (`where: 'ledger'`), all before sending.
 *
 * @example
 * ```ts
 * import { transferFund } from '@zg/ledger'
 * import type { Address, Client } from 'viem'
 *
 * const fund = (client: Client, provider: Address) => transferFund(client, { provider, amount: '0.5' })
 * ```
 */
export async function transferFund(
  client: Client,
  options: transferFund.Parameters,
): Promise<transferFund.ReturnType> {
  const amount = toNeuron(options.amount)
  checkService(options.service)
  const { protocol, contracts } = resolveContext(client, options)
  const { signal, timeoutMs } = options
  const call = transferFundCall(client, { ...options, amount })
  await checkFunds(client, { ...options, amount, protocol })
  return writeCall(client, { call, protocol, contracts, signal, timeoutMs })
}

export declare namespace transferFund {
  type Parameters = Options & { provider: Address; amount: Amount; service?: string | undefined }
  type ReturnType = Receipt
  type ErrorType =
    | InvalidAmountError
    | InvalidAddressError
    | InvalidServiceTypeError
    | LedgerNotFoundError
    | ServiceNotFoundError
    | InsufficientBalanceError
    | ContractError
    | NetworkError
}

/** The contract call alone, to simulate, estimate or batch. It asks neither for the service nor for the ledger. */
export function transferFundCall(client: Pick<Client, 'chain'>, options: transferFund.Parameters): BoundCall {
  const { protocol, contracts } = resolveContext(client, options)
  const { amount, service = 'inference' } = options
  const provider = checkAddress(options.provider, 'provider')
  return bindCall(protocol.ledger.transferFund({ provider, service, amount: toNeuron(amount) }), contracts)
}

/** An address without a service would keep the money until the lock time is over: it gets none. */
async function checkFunds(
  client: Client,
  options: transferFund.Parameters & { amount: bigint; protocol: Protocol },
): Promise<void> {
  const { provider, amount, protocol, signal, timeoutMs } = options
  const { contracts } = resolveContext(client, options)
  const user = userOf(client, {}, 'transferFund')
  const read = { protocol, contracts, signal, timeoutMs }
  const { inference } = protocol
  const [{ available }, exists] = await Promise.all([
    getLedger(client, { ...options, user }),
    readCall(client, { ...read, call: inference.accountExists(user, provider) }),
    readCall(client, { ...read, call: inference.getService(provider) }),
  ])
  if (amount <= available) return
  const returning = exists
    ? (await readCall(client, { ...read, call: inference.getAccount(user, provider) })).pendingRefund
    : 0n
  const turned = returning < amount ? returning : amount
  if (amount - turned > available)
    throw new InsufficientBalanceError({ where: 'ledger', available, required: amount - turned })
}
