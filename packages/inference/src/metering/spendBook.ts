import type { Address } from 'viem'

/** What one process has with one provider. In neuron. */
export type Share = {
  /** Settled, within the bounds. */
  spent: bigint
  /** Billed beyond the bounds. */
  excess: bigint
  /** Set aside for requests that haven't left. */
  held: bigint
  /** Set aside for requests that have left, so that the provider may bill them. */
  sent: bigint
}

export const noShare: Share = { spent: 0n, excess: 0n, held: 0n, sent: 0n }

/**
 * What one process has to say: how much it has spent and set aside altogether. Only that process writes it, and always whole, so that writing it again
 * after an answer of the store got lost does no harm.
 */
export type Line = {
  /** Milliseconds since the epoch: then the process is taken for dead, and its line is closed. */
  until: number
  /** Days since the epoch, UTC, and what was spent on that day. */
  day: number
  today: bigint
  shares: ReadonlyMap<Address, Share>
  /** The lowest ticket of those that wait, for each limit that they wait for: a provider's, or everybody's (`everybody`). */
  waiting: ReadonlyMap<string, number>
  /** When it last looked whether there is room, in milliseconds since the epoch. */
  lookedAt: number
}

/** For a limit that all providers share. */
export const everybody = '*'

/** What the closed lines leave behind with one provider. In neuron. */
export type Past = {
  spent: bigint
  excess: bigint
  /** Of all excess, what was forgiven. */
  pardoned: bigint
}

export const noPast: Past = { spent: 0n, excess: 0n, pardoned: 0n }

/** All that is kept of spending, under one key: its size follows the number of processes and providers, not of requests. */
export type SpendBook = {
  /** The last ticket that was given out. */
  tickets: number
  /** The latest day that anybody has seen, and what closed lines spent on it. */
  day: number
  today: bigint
  past: ReadonlyMap<Address, Past>
  lines: ReadonlyMap<string, Line>
}

export const emptyBook: SpendBook = { tickets: 0, day: 0, today: 0n, past: new Map(), lines: new Map() }

/** Spent and set aside. In neuron. */
export type Sums = { settled: bigint; reserved: bigint }

export const sumOfShare = ({ spent, excess, held, sent }: Share): Sums => ({
  settled: spent + excess,
  reserved: held + sent,
})

/** What all have with each provider. */
export function sumsByProvider(book: SpendBook): Map<Address, Sums> {
  const sums = new Map<Address, Sums>()
  const add = (provider: Address, { settled, reserved }: Sums) => {
    const sum = sums.get(provider) ?? { settled: 0n, reserved: 0n }
    sums.set(provider, { settled: sum.settled + settled, reserved: sum.reserved + reserved })
  }
  for (const [provider, { spent, excess }] of book.past)
    add(provider, { settled: spent + excess, reserved: 0n })
  for (const { shares } of book.lines.values()) {
    for (const [provider, share] of shares) add(provider, sumOfShare(share))
  }
  return sums
}

/** What was settled on the book's day. */
export const settledToday = ({ day, today, lines }: SpendBook): bigint =>
  [...lines.values()].reduce((sum, line) => (line.day === day ? sum + line.today : sum), today)

/** What a provider billed beyond the bounds and wasn't forgiven. */
export function openExcess({ past, lines }: SpendBook, provider: Address): bigint {
  const { excess, pardoned } = past.get(provider) ?? noPast
  return [...lines.values()].reduce(
    (sum, { shares }) => sum + (shares.get(provider)?.excess ?? 0n),
    excess - pardoned,
  )
}
