import { type Ledger, LedgerNotFoundError } from '@zg/contracts'
import type { Client } from 'viem'
import { getLedger } from './getLedger.js'

/**
 * Reads a user's ledger, or gives null when the contract says that there is none.
 *
 * A failed read is thrown, never taken for "no ledger": `NetworkError`, `RpcError`, `ContractMissingError`.
 *
 * @example
 * ```ts
 * import { zeroGDevnet } from '@zg/contracts'
 * import { findLedger } from '@zg/ledger'
 * import { createClient, http } from 'viem'
 *
 * const client = createClient({ chain: zeroGDevnet, transport: http() })
 * const ledger = await findLedger(client, { user: '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266' })
 * console.log(ledger?.available ?? 'no ledger')
 * ```
 */
export async function findLedger(
  client: Client,
  options: findLedger.Parameters = {},
): Promise<findLedger.ReturnType> {
  try {
    return await getLedger(client, options)
  } catch (error) {
    if (error instanceof LedgerNotFoundError) return null
    throw error
  }
}

export declare namespace findLedger {
  type Parameters = getLedger.Parameters
  type ReturnType = Ledger | null
  type ErrorType = Exclude<getLedger.ErrorType, LedgerNotFoundError>
}
