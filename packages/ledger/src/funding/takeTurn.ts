import { pause } from '@zg/contracts/read'
import { type AtomicStore, bytesToHex } from '@zg/core'
import { TopUpBusyError, TopUpOvertakenError } from './errors.js'
import { formatRecord, parseRecord, type TopUpRecord } from './topUpRecord.js'

const firstPauseMs = 20
const longestPauseMs = 500

type Change = (record: TopUpRecord) => TopUpRecord

/** The right to move money, which one process has at a time. */
export type Turn = {
  /** Changes the record, unless another process took over: then `TopUpOvertakenError` is thrown and nothing is changed. */
  change: (by: Change) => Promise<TopUpRecord>
}

/**
 * Runs `work` while no other process that shares the store runs its own. One that dies keeps the others waiting for `turnMs` at most.
 *
 * Whether this process has its turn still is decided by `change` alone, in the moment when it counts.
 */
export async function takeTurn<result>(
  { store, key, now, turnMs, signal, timeoutMs }: takeTurn.Options,
  work: (turn: Turn) => Promise<result>,
): Promise<result> {
  const id = bytesToHex(crypto.getRandomValues(new Uint8Array(8)))
  const update = async (by: Change): Promise<TopUpRecord> =>
    parseRecord(await store.update(key, (text) => formatRecord(by(parseRecord(text, key)))), key)
  const change = (by: Change) =>
    update((record) => {
      if (record.holder !== id) throw new TopUpOvertakenError()
      return by(record)
    })
  const until = () => now() + turnMs

  const begin = async (): Promise<void> => {
    const deadline = AbortSignal.timeout(timeoutMs)
    const stop = signal ? AbortSignal.any([signal, deadline]) : deadline
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
      signal?.throwIfAborted()
      if (deadline.aborted) throw new TopUpBusyError({ timeoutMs })
      const { holder } = await update((record) =>
        record.holder === '' || record.until <= now() ? { ...record, holder: id, until: until() } : record,
      )
      if (holder === id) return
      await pause(pauseMs, stop)
    }
  }

  await begin()
  // A renewal that fails leaves the turn to others, and `change` says so.
  const renew = () => change((record) => ({ ...record, until: until() })).catch(() => undefined)
  const timer = setInterval(renew, turnMs / 3)
  try {
    return await work({ change })
  } finally {
    clearInterval(timer)
    // Where the store doesn't hear it, the turn ends by itself; what came of the work counts more.
    await change((record) => ({ ...record, holder: '', until: 0 })).catch(() => undefined)
  }
}

export declare namespace takeTurn {
  type Options = {
    store: AtomicStore
    key: string
    now: () => number
    turnMs: number
    signal: AbortSignal | undefined
    timeoutMs: number
  }
}
