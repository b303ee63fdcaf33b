import type { Address } from 'viem'
import { admit, type Verdict, type Wish } from './admit.js'
import { closeLines } from './closeLines.js'
import { findApproaches } from './findApproaches.js'
import type { Caps } from './readPolicy.js'
import { type Line, noShare, type Share, type SpendBook } from './spendBook.js'
import type { Approach } from './spendPolicy.js'

export type Turn = {
  /** Whose line it is. */
  id: string
  /** Milliseconds since the epoch. */
  now: number
  /** How long a line lives that isn't written again. */
  holdMs: number
  caps: Caps
  /** What the process has to say. */
  told: Pick<Line, 'day' | 'today' | 'shares'>
  /** Whether the book had its line before: gone, the process was taken for dead. */
  known: boolean
  /** In the order in which they came. */
  wishes: readonly Wish[]
}

export type Outcome = {
  /** The process was taken for dead and its line closed: nothing was written for it. */
  lapsed: boolean
  /** The book's day. */
  day: number
  /** Of the wishes, in order. */
  verdicts: readonly Verdict[]
  approaches: readonly Approach[]
}

/** Days since the epoch, UTC. */
export const dayOf = (now: number): number => Math.floor(now / 86_400_000)

/** One step of one process: it says what it has spent and set aside, and what it wishes is granted as far as there is room. Pure. */
export function takeTurn(book: SpendBook, turn: Turn): { book: SpendBook; outcome: Outcome } {
  const { id, now, told, known, wishes } = turn
  const open = closeLines(book, { now, day: Math.max(dayOf(now), told.day), except: id })
  const { day } = open
  if (known && !open.lines.has(id)) {
    return { book: open, outcome: { lapsed: true, day, verdicts: [], approaches: [] } }
  }
  const today = told.day === day ? told.today : 0n
  const line: Line = { ...told, day, today, until: now + turn.holdMs, waiting: new Map(), lookedAt: now }
  const spoken = withLine(open, id, line)
  const { verdicts, waiting, tickets } = admit(spoken, turn)
  const granted = wishes.filter((_, place) => verdicts[place]?.kind === 'granted')
  const shares = setAside(told.shares, granted)
  const approaches = findApproaches(turn.caps, { before: book, after: spoken })
  const outcome = { lapsed: false, day, verdicts, approaches }
  // A process that is refused at once leaves nothing behind, nor does one that heard nothing of what it was granted.
  if (!known && shares.size === 0 && waiting.size === 0) return { book: withoutLine(open, id), outcome }
  return { book: withLine({ ...open, tickets }, id, { ...line, shares, waiting }), outcome }
}

const withLine = (book: SpendBook, id: string, line: Line): SpendBook => ({
  ...book,
  lines: new Map(book.lines).set(id, line),
})

function withoutLine(book: SpendBook, id: string): SpendBook {
  const lines = new Map(book.lines)
  lines.delete(id)
  return { ...book, lines }
}

function setAside(shares: Line['shares'], granted: readonly Wish[]): Line['shares'] {
  const next = new Map<Address, Share>(shares)
  for (const { provider, worst } of granted) {
    const share = next.get(provider) ?? noShare
    next.set(provider, { ...share, held: share.held + worst })
  }
  return next
}
