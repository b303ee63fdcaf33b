import type { Client } from 'viem'
import type { Limits } from '../accounts.js'
import { resultOf } from '../chain/readAnswer.js'
import type { Deadline } from '../chain/withDeadline.js'
import { type ContractContext, resolveContext } from '../resolveContext.js'
import { readCalls } from './readCalls.js'

/**
 * Reads what the contracts demand: minimums, batch sizes, the lock time and the service's name, in one round trip.
 *
 * Amounts in neuron, times in seconds. They differ between networks, and change only when the contracts are replaced (the lock time: when their
 * owner changes it). Throws `ContractMissingError`, `NetworkError` or `RpcError`.
 *
 * @example
 * ```ts
 * import { zeroGTestnet } from '@zg/contracts'
 * import { getLimits } from '@zg/contracts/read'
 * import { createClient, http } from 'viem'
 *
 * const client = createClient({ chain: zeroGTestnet, transport: http() })
 * const { minimumLedger, minimumTransfer } = await getLimits(client)
 * ```
 */
export async function getLimits(client: Client, options: ContractContext & Deadline = {}): Promise<Limits> {
  const { protocol, contracts } = resolveContext(client, options)
  const { signal, timeoutMs } = options
  const { reads, combine } = protocol.ledger.limits(contracts)
  const settled = await readCalls(client, { calls: reads, protocol, contracts, signal, timeoutMs })
  return combine(settled.map(resultOf))
}
