import { type Client, zeroAddress } from 'viem'
import type { Contracts, Read } from '../calls.js'
import { askReads } from '../chain/askReads.js'
import type { SettledReads } from '../chain/readAnswer.js'
import { toNetworkError } from '../chain/toNetworkError.js'
import { type Deadline, withDeadline } from '../chain/withDeadline.js'
import type { Protocol } from '../protocol.js'

const defaultTimeoutMs = 60_000

/**
 * Asks several view calls in one round trip, and of one block.
 *
 * Each ends for itself, as with `Promise.allSettled`: decoded, or with the typed error of its revert; `resultOf` takes the value or
 * throws. The answers must fit into 24,576 bytes together, else it throws `ReadTooLargeError`. Throws `NetworkError` or `RpcError` when the endpoint fails or takes longer than
 * `timeoutMs` (60 s), and the signal's reason.
 *
 * @example
 * ```ts
 * import { getDeployment, v1, zeroGDevnet } from '@zg/contracts'
 * import { readCalls, resultOf } from '@zg/contracts/read'
 * import { createClient, http } from 'viem'
 *
 * const client = createClient({ chain: zeroGDevnet, transport: http() })
 * const { contracts } = getDeployment(v1, zeroGDevnet.id)
 * const user = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'
 * const calls = [v1.ledger.getLedger(user), v1.inference.lockTime()] as const
 * const [ledger, lockTime] = await readCalls(client, { calls, protocol: v1, contracts })
 * console.log(ledger.status === 'fulfilled' ? ledger.value.total : ledger.reason, resultOf(lockTime))
 * ```
 */
export async function readCalls<const reads extends readonly Read<unknown>[]>(
  client: Client,
  parameters: readCalls.Parameters<reads>,
): Promise<SettledReads<reads>> {
  const { calls, contracts, protocol, signal, timeoutMs = defaultTimeoutMs } = parameters
  const url: string | undefined = client.transport.url
  const ask = async () => {
    try {
      return await askReads(client, { reads: calls, contracts, protocol, account: zeroAddress })
    } catch (cause) {
      throw toNetworkError(cause, url)
    }
  }
  return (await withDeadline(ask, { signal, timeoutMs, url })).settled
}

export declare namespace readCalls {
  type Parameters<reads extends readonly Read<unknown>[]> = Deadline & {
    calls: reads
    protocol: Protocol
    contracts: Contracts
  }
}
