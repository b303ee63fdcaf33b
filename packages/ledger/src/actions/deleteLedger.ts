import {
  type BoundCall,
  bindCall,
  type ContractError,
  LedgerNotEmptyError,
  type LedgerNotFoundError,
  resolveContext,
} from '@zg/contracts'
import { type Receipt, writeCall } from '@zg/contracts/write'
import type { NetworkError } from '@zg/core'
import type { Client } from 'viem'
import { type Options, userOf } from '../options.js'
import { getLedger } from './getLedger.js'

/**
 * Deletes an empty ledger with its empty sub-accounts.
 *
 * Throws `LedgerNotEmptyError` before sending while any money remains: contracts of the legacy network would strand it. Throws
 * `LedgerNotFoundError` when there is none.
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
  const { signal, timeoutMs } = options
  const user = userOf(client, {}, 'deleteLedger')
  const { available, locked, total } = await getLedger(client, { ...options, user })
  if (total > 0n) throw new LedgerNotEmptyError({ total, available, locked })
  const call = deleteLedgerCall(client, options)
  return writeCall(client, { call, ...resolveContext(client, options), signal, timeoutMs })
}

export declare namespace deleteLedger {
  type Parameters = Options
  type ReturnType = Receipt
  type ErrorType = LedgerNotEmptyError | LedgerNotFoundError | ContractError | NetworkError
}

/** The contract call alone, to simulate, estimate or batch. It doesn't look whether the ledger is empty. */
export function deleteLedgerCall(client: Pick<Client, 'chain'>, options: Options = {}): BoundCall {
  const { protocol, contracts } = resolveContext(client, options)
  return bindCall(protocol.ledger.deleteLedger(), contracts)
}
