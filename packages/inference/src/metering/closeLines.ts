import type { Address } from 'viem'
import { type Line, noPast, type Past, type SpendBook } from './spendBook.js'

/**
 * The book at a time: of a later day where one has begun, and without the lines of processes that are dead by then. Pure.
 *
 * What a dead process had sent counts as spent, since the provider may bill it; what it had set aside and not sent is free again. A clock that steps
 * back changes no day: the latest day counts that anybody has seen.
 */
export function closeLines(book: SpendBook, { now, day, except }: closeLines.Options): SpendBook {
  const rolled = day > book.day ? { ...book, day, today: 0n } : book
  const dead = [...book.lines].filter(([id, { until }]) => id !== except && until <= now)
  if (dead.length === 0) return rolled
  const past = new Map(rolled.past)
  const lines = new Map(rolled.lines)
  let { today } = rolled
  for (const [id, line] of dead) {
    lines.delete(id)
    if (line.day === rolled.day) today += line.today
    for (const [provider, left] of leavingsOf(line)) {
      today += left.unconfirmed
      past.set(provider, add(past.get(provider) ?? noPast, left))
    }
  }
  return { ...rolled, today, past, lines }
}

export declare namespace closeLines {
  type Options = {
    now: number
    /** Days since the epoch. */
    day: number
    /** The line of the one who asks: it can still be renewed. */
    except: string | null
  }
}

type Leavings = { spent: bigint; excess: bigint; unconfirmed: bigint }

const leavingsOf = ({ shares }: Line): readonly (readonly [Address, Leavings])[] =>
  [...shares].map(([provider, { spent, excess, sent }]) => [provider, { spent, excess, unconfirmed: sent }])

const add = (past: Past, { spent, excess, unconfirmed }: Leavings): Past => ({
  ...past,
  spent: past.spent + spent + unconfirmed,
  excess: past.excess + excess,
})
