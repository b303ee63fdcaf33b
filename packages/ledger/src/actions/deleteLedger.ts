import {
  type BoundCall,
  bindCall,
  type ContractError,
  LedgerNotEmptyError,
  type LedgerNotFoundError,
  resolveContext,
} from '@zg/contracts'
import { resultOf } from '@zg/contracts/read'
import { type Receipt, writeCall } from '@zg/contracts/write'
import type { NetworkError } from '@zg/core'
import type { Client } from 'viem'
import { type Options, userOf } from '../options.js'

/**
 * Deletes an empty ledger with its empty sub-accounts.
 *
 * Throws `LedgerNotEmptyError` before sending while any money remains: contracts of the legacy network would strand it. Throws
 * `LedgerNotFoundError` when there is none; on v1 `refund` deletes a ledger that it empties.
 *
 * @example
 * ```ts
 * import { deleteLedger } from '@zg/ledger'
 * import type { Client } from 'viem'
 *
 * const close = (client: Client) => deleteLedger(client)
 * ```
 */
export async function deleteLedger(
  client: Client,
  options: deleteLedger.Parameters = {},
): Promise<deleteLedger.ReturnType> {
  const { protocol, contracts } = resolveContext(client, options)
  const { signal, timeoutMs } = options
  const user = userOf(client, {}, 'deleteLedger')
  return writeCall(client, {
    call: deleteLedgerCall(client, options),
    protocol,
    contracts,
    signal,
    timeoutMs,
    before: {
      reads: [protocol.ledger.getLedger(user)],
      check: ([ledger]) => {
        const { available, locked, total } = resultOf(ledger)
        if (total > 0n) throw new LedgerNotEmptyError({ total, available, locked })
      },
    },
  })
}

export declare namespace deleteLedger {
  type Parameters = Options
  type ReturnType = Receipt
  type ErrorType = LedgerNotEmptyError | LedgerNotFoundError | ContractError | NetworkError
}

/**
 * The contract call alone, to simulate, estimate or batch. It doesn't look whether the ledger is empty.
 *
 * @example
 * ```ts
 * import { deleteLedgerCall } from '@zg/ledger'
 * import type { Client } from 'viem'
 * import { simulateContract } from 'viem/actions'
 *
 * const dryRun = (client: Client) =>
 *   simulateContract(client, deleteLedgerCall(client))
 * ```
 */
export function deleteLedgerCall(client: Pick<Client, 'chain'>, options: Options = {}): BoundCall {
  const { protocol, contracts } = resolveContext(client, options)
  return bindCall(protocol.ledger.deleteLedger(), contracts)
}
