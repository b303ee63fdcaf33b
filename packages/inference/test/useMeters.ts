import { memoryStore } from '@zg/core'
import { getAddress } from 'viem'
import { afterEach, beforeEach, vi } from 'vitest'
import { createMeter, type SpendPolicy } from '../src/index.js'

export const one = getAddress('0x00000000000000000000000000000000000000a1')
export const two = getAddress('0x00000000000000000000000000000000000000a2')
export const holdMs = 10_000
export const midday = Date.UTC(2026, 0, 2, 12)

/** Meters that share a store, as processes do, on a clock that only the test moves. */
export function useMeters() {
  beforeEach(() => {
    vi.useFakeTimers({ now: midday, toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  })
  afterEach(() => {
    vi.useRealTimers()
  })
  return {
    later: (ms: number) => vi.advanceTimersByTimeAsync(ms),
    share: () => {
      const store = memoryStore({ now: Date.now })
      return {
        store,
        meter: (policy: SpendPolicy, now = Date.now) =>
          createMeter(policy, { store, key: 'spend', holdMs, now }),
      }
    },
  }
}

/** Waits for a failure and gives it. */
export const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'nothing was thrown',
    (error: unknown) => error,
  )
