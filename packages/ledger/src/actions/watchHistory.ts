import { resolveContext } from '@zg/contracts'
import { pause } from '@zg/contracts/read'
import type { Client } from 'viem'
import { InvalidBlockRangeError } from '../history/errors.js'
import { readBlockNumber } from '../history/readBlockNumber.js'
import { userOf } from '../options.js'
import { getHistory } from './getHistory.js'

/**
 * Follows what happens to a user's account: gives a page of `getHistory` whenever there are new entries, in order, and no block twice or not at all.
 *
 * Starts with `fromBlock`, or with what is mined after the first look; to go on after an interruption start with `toBlock + 1n` of the last page.
 * Ends when `signal` is aborted or the loop is left. An error is thrown and ends it, unless `onError` takes it: then the same blocks are
 * asked for again after the pause of `pollingIntervalMs` (the client's when absent). What was given is never taken back: that a chain
 * reorganises isn't noticed. Where it may, or where some of an endpoint's nodes lag behind, `confirmations` says how many blocks to stay
 * behind the latest (0 when absent).
 *
 * @example
 * ```ts
 * import { watchHistory } from '@zg/ledger'
 * import type { Client } from 'viem'
 *
 * async function follow(client: Client, signal: AbortSignal) {
 *   for await (const { entries } of watchHistory(client, { signal, onError: console.error })) {
 *     for (const { blockNumber, eventName } of entries) console.log(blockNumber, eventName)
 *   }
 * }
 * ```
 */
export async function* watchHistory(
  client: Client,
  options: watchHistory.Parameters = {},
): AsyncGenerator<watchHistory.Page, void, void> {
  const { signal, timeoutMs, confirmations = 0n, onError } = options
  const { pollingIntervalMs = client.pollingInterval } = options
  resolveContext(client, options)
  const user = userOf(client, options, 'watchHistory')
  let next = options.fromBlock
  while (!signal?.aborted) {
    let page: getHistory.ReturnType | null = null
    try {
      const latest = (await readBlockNumber(client, { signal, timeoutMs })) - confirmations
      next ??= latest < 0n ? 0n : latest + 1n
      if (latest >= next)
        page = await getHistory(client, { ...options, user, fromBlock: next, toBlock: latest })
    } catch (error) {
      if (signal?.aborted) return
      // What no repetition would mend is thrown all the same.
      if (!onError || error instanceof InvalidBlockRangeError) throw error
      onError(error)
    }
    if (page) {
      next = page.toBlock + 1n
      const { entries, toBlock } = page
      if (entries.length > 0) yield { entries, toBlock }
      if (page.next !== null) continue
    }
    await pause(pollingIntervalMs, signal)
  }
}

export declare namespace watchHistory {
  type Parameters = Omit<getHistory.Parameters, 'fromBlock' | 'toBlock'> & {
    fromBlock?: bigint | undefined
    confirmations?: bigint | undefined
    /** Milliseconds between two looks. */
    pollingIntervalMs?: number | undefined
    onError?: ((error: unknown) => void) | undefined
  }
  /** New entries, and the last block that was looked at. */
  type Page = Pick<getHistory.ReturnType, 'entries' | 'toBlock'>
  type ErrorType = getHistory.ErrorType
}
