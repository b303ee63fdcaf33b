import {
  type BoundCall,
  bindCall,
  type ContractError,
  InsufficientBalanceError,
  type LedgerNotFoundError,
  resolveContext,
} from '@zg/contracts'
import { type Receipt, writeCall } from '@zg/contracts/write'
import { type Amount, formatOg, type InvalidAmountError, type NetworkError, toNeuron } from '@zg/core'
import type { Client } from 'viem'
import type { ZeroAmountError } from '../errors.js'
import { type Options, userOf } from '../options.js'
import { positive } from '../positive.js'
import { getLedger } from './getLedger.js'

/**
 * Pays `amount` of the ledger's available money out to the wallet: a decimal string in 0G, or a `bigint` in neuron.
 *
 * Throws `ZeroAmountError`, `LedgerNotFoundError` and `InsufficientBalanceError` (`where: 'ledger'`), all before sending.
 *
 * @example
 * ```ts
 * import { refund } from '@zg/ledger'
 * import type { Client } from 'viem'
 *
 * const payOut = (client: Client) => refund(client, { amount: '1' })
 * ```
 */
export async function refund(client: Client, options: refund.Parameters): Promise<refund.ReturnType> {
  const amount = positive(options.amount, 'refund')
  const { signal, timeoutMs } = options
  const user = userOf(client, {}, 'refund')
  const { available, locked } = await getLedger(client, { ...options, user })
  if (amount > available) {
    const remedy = [
      `At most ${formatOg(available)} 0G can be paid out.`,
      ...(locked > 0n
        ? [`${formatOg(locked)} 0G are with providers: take them back with retrieveFund.`]
        : []),
    ]
    throw new InsufficientBalanceError({ where: 'ledger', available, required: amount, remedy })
  }
  const call = refundCall(client, { ...options, amount })
  return writeCall(client, { call, ...resolveContext(client, options), signal, timeoutMs })
}

export declare namespace refund {
  type Parameters = Options & { amount: Amount }
  type ReturnType = Receipt
  type ErrorType =
    | InvalidAmountError
    | ZeroAmountError
    | LedgerNotFoundError
    | InsufficientBalanceError
    | ContractError
    | NetworkError
}

/** The contract call alone, to simulate, estimate or batch. */
export function refundCall(client: Pick<Client, 'chain'>, options: refund.Parameters): BoundCall {
  const { protocol, contracts } = resolveContext(client, options)
  return bindCall(protocol.ledger.refund({ amount: toNeuron(options.amount) }), contracts)
}
