import type { AtomicStore } from './store.js'

/**
 * A store in this process's memory: gone when the process ends, never written anywhere.
 *
 * `now` gives the time in milliseconds and is an argument for tests.
 *
 * @example
 * ```ts
 * import { memoryStore } from '@zg/core'
 *
 * const store = memoryStore()
 * await store.update('counter', (current) => String(BigInt(current ?? '0') + 1n)) // '1'
 * ```
 */
export function memoryStore({ now = Date.now }: { now?: () => number } = {}): AtomicStore {
  const entries = new Map<string, { value: string; expiresAt: number }>()

  const read = (key: string): string | null => {
    const entry = entries.get(key)
    if (!entry) return null
    if (entry.expiresAt > now()) return entry.value
    entries.delete(key)
    return null
  }
  const write = (key: string, value: string, ttlMs = Number.POSITIVE_INFINITY) => {
    entries.set(key, { value, expiresAt: now() + ttlMs })
  }

  return {
    get: async (key) => read(key),
    set: async (key, value, { ttlMs } = {}) => write(key, value, ttlMs),
    delete: async (key) => {
      entries.delete(key)
    },
    update: async (key, change, { ttlMs } = {}) => {
      const next = change(read(key))
      if (next === null) entries.delete(key)
      else write(key, next, ttlMs)
      return next
    },
  }
}
