import { closeLines } from './closeLines.js'
import type { Spending } from './meter.js'
import { openExcess, type SpendBook, settledToday, sumsByProvider } from './spendBook.js'
import { dayOf } from './takeTurn.js'

/** What a book says at a time. Pure. */
export function readSpending(book: SpendBook, now: number): Spending {
  const open = closeLines(book, { now, day: dayOf(now), except: null })
  const providers = [...sumsByProvider(open)].map(([provider, sums]) => ({
    provider,
    ...sums,
    excess: openExcess(open, provider),
  }))
  return {
    settled: providers.reduce((sum, { settled }) => sum + settled, 0n),
    settledToday: settledToday(open),
    reserved: providers.reduce((sum, { reserved }) => sum + reserved, 0n),
    providers,
  }
}
