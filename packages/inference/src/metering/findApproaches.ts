import type { Caps } from './readPolicy.js'
import { type SpendBook, settledToday, sumsByProvider } from './spendBook.js'
import type { Approach } from './spendPolicy.js'

/** The limits of which what is settled has reached four fifths between two states of the book. Pure. */
export function findApproaches(
  { total, perDay, perProvider }: Caps,
  { before, after }: { before: SpendBook; after: SpendBook },
): readonly Approach[] {
  const [was, is] = [sumsByProvider(before), sumsByProvider(after)]
  const sameDay = before.day === after.day
  return [
    crossed({ scope: 'total', cap: total, provider: null }, totalOf(was), totalOf(is)),
    crossed(
      { scope: 'perDay', cap: perDay, provider: null },
      sameDay ? settledToday(before) : 0n,
      settledToday(after),
    ),
    ...[...is].map(([provider, { settled }]) =>
      crossed(
        { scope: 'perProvider', cap: perProvider, provider },
        was.get(provider)?.settled ?? 0n,
        settled,
      ),
    ),
  ].filter((approach) => approach !== null)
}

type Limit = Pick<Approach, 'scope' | 'provider'> & { cap: bigint | null }

function crossed({ cap, ...limit }: Limit, before: bigint, settled: bigint): Approach | null {
  if (cap === null) return null
  const isNear = (amount: bigint) => 5n * amount >= 4n * cap
  return isNear(settled) && !isNear(before) ? { ...limit, cap, settled } : null
}

const totalOf = (sums: ReturnType<typeof sumsByProvider>): bigint =>
  [...sums.values()].reduce((total, { settled }) => total + settled, 0n)
