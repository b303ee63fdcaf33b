import type { Address } from 'viem'
import { BudgetExceededError, ProviderQuarantinedError } from './errors.js'
import { findBroken, limitsFor, type Shortage, shortageOf, type Tally } from './limits.js'
import type { Caps } from './readPolicy.js'
import { openExcess, type SpendBook, settledToday, sumsByProvider } from './spendBook.js'

/** How many that came later, in other processes, may go first; within a process none may. */
export const mostOvertakers = 32
/** So long without a look, and nobody waits behind that process. */
export const lookMs = 3_000

/** What a process wants set aside. */
export type Wish = {
  provider: Address
  worst: bigint
  /** Its place in line; null for one that has just come. */
  ticket: number | null
}

export type Verdict =
  | { kind: 'granted' }
  | { kind: 'waits'; ticket: number; shortage: Shortage }
  | { kind: 'refused'; error: BudgetExceededError | ProviderQuarantinedError }

/**
 * Decides over a process's wishes, in order. Pure.
 *
 * One that has to wait holds back those behind it that want the same limit: here always, in other processes once `mostOvertakers` have gone first.
 */
export function admit(
  book: SpendBook,
  { id, now, caps, wishes }: { id: string; now: number; caps: Caps; wishes: readonly Wish[] },
): { verdicts: Verdict[]; waiting: Map<string, number>; tickets: number } {
  const tally = tallyOf(book)
  const elsewhere = waitingElsewhere(book, { id, now })
  const waiting = new Map<string, number>()
  let { tickets } = book

  const verdicts = wishes.map((wish): Verdict => {
    const { provider, worst } = wish
    const excess = openExcess(book, provider)
    if (excess > 0n) {
      return { kind: 'refused', error: new ProviderQuarantinedError({ provider, excess }) }
    }
    const limits = limitsFor(caps, tally, provider)
    const broken = findBroken(limits, worst)
    if (broken?.forGood) {
      const shortage = shortageOf(broken.limit, wish)
      return { kind: 'refused', error: new BudgetExceededError({ ...shortage, waited: false }) }
    }
    const ticket = wish.ticket ?? tickets + 1
    const others = limits.find(
      ({ behind }) => waiting.has(behind) || (elsewhere.get(behind) ?? ticket) + mostOvertakers < ticket,
    )
    const limit = others ?? broken?.limit
    if (!limit) {
      setAside(tally, wish)
      return { kind: 'granted' }
    }
    tickets = Math.max(tickets, ticket)
    if (!waiting.has(limit.behind)) waiting.set(limit.behind, ticket)
    return { kind: 'waits', ticket, shortage: shortageOf(limit, wish) }
  })
  return { verdicts, waiting, tickets }
}

function tallyOf(book: SpendBook): Tally {
  const providers = sumsByProvider(book)
  const sums = [...providers.values()]
  return {
    settled: sums.reduce((total, { settled }) => total + settled, 0n),
    settledToday: settledToday(book),
    reserved: sums.reduce((total, { reserved }) => total + reserved, 0n),
    providers,
  }
}

function setAside(tally: Tally, { provider, worst }: Wish): void {
  const { settled, reserved } = tally.providers.get(provider) ?? { settled: 0n, reserved: 0n }
  tally.reserved += worst
  tally.providers.set(provider, { settled, reserved: reserved + worst })
}

/** The lowest ticket in other processes that still look, for each limit. */
function waitingElsewhere(
  { lines }: SpendBook,
  { id, now }: { id: string; now: number },
): Map<string, number> {
  const lowest = new Map<string, number>()
  for (const [other, { waiting, lookedAt }] of lines) {
    if (other === id || lookedAt + lookMs <= now) continue
    for (const [limit, ticket] of waiting) lowest.set(limit, Math.min(ticket, lowest.get(limit) ?? ticket))
  }
  return lowest
}
