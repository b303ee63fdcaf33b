/**
 * Waits, but not past the signal; how the wait ended is for the caller to see.
 *
 * @example
 * ```ts
 * import { pause } from '@zg/contracts/read'
 *
 * const aSecond = (signal: AbortSignal) => pause(1_000, signal)
 * ```
 */
export const pause = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal?.aborted) return resolve()
    const done = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal?.addEventListener('abort', done, { once: true })
  })
