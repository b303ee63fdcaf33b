import {
  type AccountRequiredError,
  type ContractError,
  type Ledger,
  type LedgerNotFoundError,
  resolveContext,
} from '@zg/contracts'
import { readCall } from '@zg/contracts/read'
import type { NetworkError } from '@zg/core'
import type { Client } from 'viem'
import { type Options, type UserOption, userOf } from '../options.js'

/**
 * Reads a user's ledger: `available`, `locked` and `total` in neuron.
 *
 * Throws `LedgerNotFoundError` when there is none, `NetworkError` or `RpcError` when the endpoint fails.
 *
 * @example
 * ```ts
 * import { zeroGDevnet } from '@zg/contracts'
 * import { getLedger } from '@zg/ledger'
 * import { createClient, http } from 'viem'
 *
 * const client = createClient({ chain: zeroGDevnet, transport: http() })
 * const read = () => getLedger(client, { user: '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266' })
 * ```
 */
export async function getLedger(
  client: Client,
  options: getLedger.Parameters = {},
): Promise<getLedger.ReturnType> {
  const { protocol, contracts } = resolveContext(client, options)
  const { signal, timeoutMs } = options
  const call = protocol.ledger.getLedger(userOf(client, options, 'getLedger'))
  return readCall(client, { call, protocol, contracts, signal, timeoutMs })
}

export declare namespace getLedger {
  type Parameters = Options & UserOption
  type ReturnType = Ledger
  type ErrorType = AccountRequiredError | ContractError | LedgerNotFoundError | NetworkError
}
