import type { Store } from '@zg/core'
import { decodeSession } from './decodeSession.js'
import { InvalidSessionError } from './errors.js'
import type { Session } from './session.js'

type Cache = {
  /** The token under a key; where none lives one is made, once for all who ask meanwhile. */
  take: (key: string, making: Making) => Promise<string>
  /** Throws a key's token away: any, or only this one. */
  drop: (key: string, token: string | null) => Promise<void>
}

type Making = {
  open: () => Promise<string>
  /** Whether a token that a store gave is for this purpose. */
  fits: (session: Session) => boolean
}

type Kept = { token: string; expiresAt: number }

/**
 * Keeps tokens until `marginMs` before their end: in memory, and in a store where one is given.
 * A failed opening is not kept: all who waited for it get its error, and the next one tries anew.
 */
export function sessionCache({ store, now, marginMs }: sessionCache.Options): Cache {
  const kept = new Map<string, Kept>()
  const opening = new Map<string, Promise<string>>()
  const lives = ({ expiresAt }: Kept) => now() < expiresAt - marginMs

  const begin = (key: string, { open, fits }: Making): Promise<string> => {
    // Dropped meanwhile, what was under way rests on an older state of the chain: it serves those who waited, and no others.
    const isDropped = () => opening.get(key) !== flight
    const run = async () => {
      const stored = toKept((await store?.get(key)) ?? null, fits)
      const found = stored && lives(stored) ? stored : null
      const token = found?.token ?? (await open())
      if (isDropped()) return token
      const { expiresAt } = found ?? decodeSession(token).session
      kept.set(key, { token, expiresAt })
      if (!found) await store?.set(key, token, { ttlMs: expiresAt - now() })
      return token
    }
    const flight = run().finally(() => {
      if (!isDropped()) opening.delete(key)
    })
    return flight
  }

  return {
    take: async (key, making) => {
      const current = kept.get(key)
      if (current && lives(current)) return current.token
      const started = opening.get(key)
      if (started) return started
      const flight = begin(key, making)
      opening.set(key, flight)
      return flight
    },
    drop: async (key, token) => {
      const isMeant = (other: string | null | undefined) => token === null || token === other
      if (token === null) opening.delete(key)
      if (isMeant(kept.get(key)?.token)) kept.delete(key)
      // Between the two another process may store a newer one: then that costs a signature, and nothing else.
      if (store && isMeant(await store.get(key))) await store.delete(key)
    },
  }
}

export declare namespace sessionCache {
  type Options = { store: Store | undefined; now: () => number; marginMs: number }
}

/** A stored token; null for none, and for what isn't one of ours: a new session takes its place. */
function toKept(stored: string | null, fits: Making['fits']): Kept | null {
  if (stored === null) return null
  try {
    const { session } = decodeSession(stored)
    return fits(session) ? { token: stored, expiresAt: session.expiresAt } : null
  } catch (error) {
    if (error instanceof InvalidSessionError) return null
    throw error
  }
}
