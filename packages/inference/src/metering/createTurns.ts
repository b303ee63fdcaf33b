import type { AtomicStore } from '@zg/core'
import type { Address } from 'viem'
import type { Random } from '../auth/random.js'
import type { Verdict } from './admit.js'
import { formatBook, parseBook } from './bookCodec.js'
import type { Shortage } from './limits.js'
import type { Caps } from './readPolicy.js'
import type { Approach } from './spendPolicy.js'
import { takeTurn } from './takeTurn.js'
import { createTeller, type Hold } from './teller.js'
import { unref } from './unref.js'

/** A request that waits for money to be set aside. */
export type Waiter = {
  provider: Address
  worst: bigint
  ticket: number | null
  /** Why it waits; null until the store has said so. */
  shortage: Shortage | null
  resolve: (hold: Hold) => void
  reject: (reason: unknown) => void
}

export type Place = { waiter: Waiter; granted: Promise<Hold> }

const ignore = () => undefined
const firstLookMs = 20
const longestLookMs = 250
const retryMs = 1_000

/**
 * Takes a process's turns at the book: one at a time, each for all that has come up meanwhile, so that a store sees one writer for each process however
 * many requests it has. Looks again while somebody waits, and renews the line while something is set aside.
 */
export function createTurns({ store, key, now, holdMs, random, caps, onApproach }: createTurns.Options) {
  const teller = createTeller({ now, random })
  const queue: Waiter[] = []
  let lookMs = firstLookMs
  /** Whether the book has something of ours that isn't so any more. */
  let behind = false
  let aliveUntil = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const remove = (waiter: Waiter): boolean => {
    const place = queue.indexOf(waiter)
    if (place !== -1) queue.splice(place, 1)
    return place !== -1
  }

  const heed = (waiter: Waiter, verdict: Verdict | undefined): void => {
    if (verdict?.kind === 'granted') {
      // One that has gone meanwhile leaves money set aside, until the next turn says otherwise.
      if (!remove(waiter)) behind = true
      else waiter.resolve(teller.hold(waiter.provider, waiter.worst))
      lookMs = firstLookMs
    }
    if (verdict?.kind === 'waits') Object.assign(waiter, verdict)
    if (verdict?.kind === 'refused' && remove(waiter)) waiter.reject(verdict.error)
  }

  const take = async (): Promise<void> => {
    const wishes = [...queue]
    const { id, known, told } = teller.tell()
    const results: ReturnType<typeof takeTurn>[] = []
    try {
      await store.update(key, (text) => {
        const result = takeTurn(parseBook(text, key), { id, now: now(), holdMs, caps, told, known, wishes })
        results.push(result)
        return formatBook(result.book)
      })
    } catch (error) {
      // It may have been written all the same.
      if (!behind) aliveUntil = now() + holdMs
      behind = true
      for (const waiter of wishes) if (remove(waiter)) waiter.reject(error)
      throw error
    }
    const result = results.at(-1)
    if (!result) return
    behind = false
    const { book, outcome } = result
    teller.heard(told, outcome, book.lines.has(id))
    if (outcome.lapsed) return take()
    aliveUntil = now() + holdMs
    for (const [place, waiter] of wishes.entries()) heed(waiter, outcome.verdicts[place])
    outcome.approaches.forEach(onApproach)
  }

  const pauseMs = (): number | null => {
    if (queue.length > 0) return lookMs
    if (behind) return now() < aliveUntil ? Math.min(retryMs, holdMs / 3) : null
    return teller.isHolding() ? holdMs / 3 : null
  }
  const arm = (): void => {
    clearTimeout(timer)
    const ms = pauseMs()
    if (ms === null) return
    timer = setTimeout(lookAgain, ms)
    // Money that is set aside needn't keep a program running that has nothing else to do.
    if (queue.length === 0) unref(timer)
  }
  const lookAgain = (): void => {
    lookMs = Math.min(2 * lookMs, longestLookMs)
    // Who waits was told of a failure by now, and the rest is tried again.
    sync().catch(() => undefined)
  }

  let running: Promise<void> | undefined
  let next: Promise<void> | undefined
  /** A turn that begins after this call; all who ask before it begins share it. */
  const sync = (): Promise<void> => {
    if (next) return next
    const before = running ? Promise.allSettled([running]) : Promise.resolve()
    const turn = before.then(() => {
      running = turn
      next = undefined
      clearTimeout(timer)
      return take().finally(() => {
        if (!next) running = undefined
        arm()
      })
    })
    next = turn
    return turn
  }

  return {
    teller,
    sync,
    /** Puts a request in line. */
    join: (wish: Pick<Waiter, 'provider' | 'worst'>): Place => {
      const waiter: Waiter = { ...wish, ticket: null, shortage: null, resolve: ignore, reject: ignore }
      const granted = new Promise<Hold>((resolve, reject) => Object.assign(waiter, { resolve, reject }))
      queue.push(waiter)
      lookMs = firstLookMs
      lookAgain()
      return { waiter, granted }
    },
    /** Takes one out of the line that waits no longer. */
    leave: ({ waiter, granted }: Place): void => {
      if (remove(waiter)) {
        behind = true
        lookAgain()
        return
      }
      // Granted in the very moment, or refused and said so.
      granted.then((hold) => {
        teller.free(hold)
        lookAgain()
      }, ignore)
    },
  }
}

export declare namespace createTurns {
  type Options = {
    store: AtomicStore
    key: string
    now: () => number
    holdMs: number
    random: Random
    caps: Caps
    onApproach: (approach: Approach) => void
  }
}
