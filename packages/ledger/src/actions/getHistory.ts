import { type InvalidAddressError, resolveContext } from '@zg/contracts'
import { toNetworkError, withDeadline } from '@zg/contracts/read'
import type { NetworkError } from '@zg/core'
import { type Client, numberToHex, pad } from 'viem'
import { type BlockRangeTooLargeError, InvalidBlockRangeError } from '../history/errors.js'
import { type HistoryEntry, toEntries, topicsOf } from '../history/historyEntry.js'
import { readBlockNumber } from '../history/readBlockNumber.js'
import { toRangeError } from '../history/toRangeError.js'
import { type Options, type UserOption, userOf } from '../options.js'

const defaultTimeoutMs = 60_000
const defaultBlocksPerPage = 5_000n

/**
 * Reads one page of what happened to a user's account, from the contracts' events, oldest first: of `blocksPerPage` blocks (5,000 when absent)
 * from `fromBlock` on, and not past `toBlock` (the latest block when absent).
 *
 * `next` is the block that the next page starts with; null when there is none. Amounts in neuron. Money that goes into the ledger and out of it to
 * the wallet leaves no event: the contracts tell of sub-accounts, settlements and, on v1, of what the ledger paid for them. Throws
 * `BlockRangeTooLargeError` where the endpoint gives fewer blocks at once, `InvalidBlockRangeError`, `NetworkError` or `RpcError`.
 *
 * @example
 * ```ts
 * import { zeroGDevnet } from '@zg/contracts'
 * import { getHistory } from '@zg/ledger'
 * import { createClient, http } from 'viem'
 *
 * const client = createClient({ chain: zeroGDevnet, transport: http() })
 * const user = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'
 * for (let fromBlock: bigint | null = 0n; fromBlock !== null; ) {
 *   const page: getHistory.ReturnType = await getHistory(client, { user, fromBlock })
 *   for (const entry of page.entries) console.log(entry.blockNumber, entry.eventName)
 *   fromBlock = page.next
 * }
 * ```
 */
export async function getHistory(
  client: Client,
  options: getHistory.Parameters,
): Promise<getHistory.ReturnType> {
  const { protocol, contracts } = resolveContext(client, options)
  const { fromBlock, signal, timeoutMs = defaultTimeoutMs, blocksPerPage = defaultBlocksPerPage } = options
  const user = userOf(client, options, 'getHistory')
  checkRange({ ...options, blocksPerPage })
  const last = options.toBlock ?? (await readBlockNumber(client, { signal, timeoutMs }))
  const pageEnd = fromBlock + blocksPerPage - 1n
  const toBlock = pageEnd < last ? pageEnd : last
  // Nothing has been mined since.
  if (toBlock < fromBlock) return { entries: [], toBlock: fromBlock - 1n, next: null }

  const { url } = client.transport
  const filter = {
    address: [contracts.ledger, contracts.inference],
    topics: [topicsOf(protocol), pad(user)],
    fromBlock: numberToHex(fromBlock),
    toBlock: numberToHex(toBlock),
  }
  const ask = async () => {
    try {
      const logs = await client.request({ method: 'eth_getLogs', params: [filter] })
      return toEntries(logs, { protocol, contracts })
    } catch (cause) {
      throw toRangeError(cause, { fromBlock, toBlock }) ?? toNetworkError(cause, url)
    }
  }
  const entries = await withDeadline(ask, { signal, timeoutMs, url })
  return { entries, toBlock, next: toBlock < last ? toBlock + 1n : null }
}

export declare namespace getHistory {
  type Parameters = Options &
    UserOption & {
      fromBlock: bigint
      /** A block that has been mined. */
      toBlock?: bigint | undefined
      blocksPerPage?: bigint | undefined
    }
  type ReturnType = {
    entries: readonly HistoryEntry[]
    /** The last block that was looked at; before `fromBlock` when that isn't mined yet. */
    toBlock: bigint
    /** Where the next page starts; null when this was the last one. */
    next: bigint | null
  }
  type ErrorType = InvalidAddressError | InvalidBlockRangeError | BlockRangeTooLargeError | NetworkError
}

function checkRange({
  fromBlock,
  toBlock = fromBlock,
  blocksPerPage = defaultBlocksPerPage,
}: Pick<getHistory.Parameters, 'fromBlock' | 'toBlock' | 'blocksPerPage'>): void {
  const numbers: Readonly<Record<string, unknown>> = { fromBlock, toBlock, blocksPerPage }
  for (const [name, value] of Object.entries(numbers)) {
    const shown = `${name} is ${JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? String(each) : each))}`
    if (typeof value !== 'bigint') throw new InvalidBlockRangeError({ reason: `${shown}, no bigint` })
    const least = name === 'blocksPerPage' ? 1n : 0n
    if (value < least) throw new InvalidBlockRangeError({ reason: `${name} is ${value}` })
  }
  if (toBlock < fromBlock) {
    throw new InvalidBlockRangeError({ reason: `it ends with ${toBlock}, before ${fromBlock}` })
  }
}
