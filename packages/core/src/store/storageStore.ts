import { combineUpdates, isOver } from './combineUpdates.js'
import { decodeEntry, encodeEntry } from './entry.js'
import type { AtomicStore } from './store.js'
import { StoreUnavailableError } from './storeErrors.js'

const where = 'that key in the storage'

/**
 * A store in a browser's `localStorage` or `sessionStorage`.
 *
 * Never a default, because every script of the page's origin can read it: keep no session tokens or keys there that you wouldn't show to all of
 * them. Within a page `update` is atomic. Across tabs it runs under a Web Lock where the browser has them (secure origins), but browsers
 * tell other tabs of a new value with a delay that no standard bounds: let a budget that must hold across tabs be kept by a server.
 *
 * Methods throw `StoreUnavailableError` when the storage is full or forbidden, and `StoredEntryError` for what something else wrote there.
 *
 * @example
 * ```ts
 * import { storageStore } from '@zg/core/browser'
 *
 * export const createStore = () => storageStore(window.localStorage)
 * ```
 */
export function storageStore(
  storage: storageStore.Storage,
  { locks = globalThis.navigator?.locks, now = Date.now }: storageStore.Options = {},
): AtomicStore {
  const exclusively = <t>(key: string, run: () => t): Promise<t> =>
    // What a lock's callback throws comes back as the request's own rejection.
    locks ? locks.request(`zg-store:${key}`, async () => run()) : Promise.resolve().then(run)
  const read = (key: string): string | null => {
    const text = guarded(() => storage.getItem(key))
    return text === null ? null : decodeEntry(text, { key, where, now: now() })
  }
  const write = (key: string, value: string | null, ttlMs: number | undefined): void =>
    guarded(() => {
      if (value === null || isOver(ttlMs)) storage.removeItem(key)
      else storage.setItem(key, encodeEntry(value, { now: now(), ttlMs }))
    })

  return {
    get: async (key) => read(key),
    set: (key, value, { ttlMs } = {}) => exclusively(key, () => write(key, value, ttlMs)),
    delete: (key) => exclusively(key, () => write(key, null, undefined)),
    update: combineUpdates((key, apply) =>
      exclusively(key, () => {
        const next = apply(read(key))
        if (next) write(key, next.value, next.ttlMs)
      }),
    ),
  }
}

export declare namespace storageStore {
  /** What is used of a `Storage`. */
  type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem'>
  type Options = {
    /** The page's own by default; without any, nothing keeps tabs apart. */
    locks?: Pick<LockManager, 'request'> | undefined
    /** Milliseconds since the epoch. */
    now?: (() => number) | undefined
  }
}

function guarded<t>(run: () => t): t {
  try {
    return run()
  } catch (error) {
    const details = error instanceof Error ? error.message : String(error)
    const remedy = 'Free some space, or allow this page to store data; without it use memoryStore().'
    throw new StoreUnavailableError({ what: 'The browser’s storage', reason: 'failed', details, remedy })
  }
}
