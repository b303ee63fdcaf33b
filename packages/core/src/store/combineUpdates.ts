import type { AtomicStore } from './store.js'

/** What a change leaves: a value and how long it stays, or none. */
export type Next = { value: string | null; ttlMs?: number | undefined }

/** Several changes as one: null where none of them changes anything. It may run more than once, and its last run counts. */
export type Apply = (current: string | null) => Next | null

type Waiting = {
  change: (current: string | null) => string | null
  ttlMs: number | undefined
  resolve: (value: string | null) => void
  reject: (error: unknown) => void
}

/**
 * Makes `update` of a way to commit one change: what is asked while a commit of the same key is under way is committed together, in order.
 * Four hundred updates at once are two commits and not four hundred, and a process competes for a key with other processes only.
 */
export function combineUpdates(commit: (key: string, apply: Apply) => Promise<void>): AtomicStore['update'] {
  const queues = new Map<string, Waiting[]>()
  const drain = async (key: string, queue: Waiting[]): Promise<void> => {
    while (queue.length > 0) await settle(queue.splice(0), (apply) => commit(key, apply))
    queues.delete(key)
  }
  return (key, change, { ttlMs } = {}) =>
    new Promise((resolve, reject) => {
      const waiting = { change, ttlMs, resolve, reject }
      const queue = queues.get(key)
      if (queue) return void queue.push(waiting)
      const fresh = [waiting]
      queues.set(key, fresh)
      void drain(key, fresh)
    })
}

/** Commits a batch and tells each what became of its own change. Never throws. */
async function settle(batch: readonly Waiting[], commit: (apply: Apply) => Promise<void>): Promise<void> {
  let tell: (() => void)[] = []
  try {
    await commit((current) => {
      tell = []
      let next: Next | null = null
      let value = current
      for (const { change, ttlMs, resolve, reject } of batch) {
        try {
          const result = change(value)
          value = isOver(ttlMs) ? null : result
          next = { value, ttlMs }
          tell.push(() => resolve(result))
        } catch (error) {
          tell.push(() => reject(error))
        }
      }
      return next
    })
  } catch (error) {
    for (const { reject } of batch) reject(error)
  }
  for (const each of tell) each()
}

/** Whether a value with this time to live is gone at once. */
export const isOver = (ttlMs: number | undefined): boolean => ttlMs !== undefined && !(ttlMs > 0)
