import { type Address, isAddress } from 'viem'
import { parseObject } from '../http/parseObject.js'
import { StoredSpendingError } from './errors.js'
import { emptyBook, everybody, type Line, type Past, type Share, type SpendBook } from './spendBook.js'

const version = 1

type Fields = Readonly<Record<string, unknown>>

/** The text of a book, as a store keeps it. */
export const formatBook = ({ tickets, day, today, past, lines }: SpendBook): string =>
  JSON.stringify({
    version,
    tickets,
    day,
    today: String(today),
    past: objectOf(past, ({ spent, excess, pardoned }) => [spent, excess, pardoned].map(String)),
    lines: objectOf(lines, ({ shares, waiting, today: spentToday, ...line }) => ({
      ...line,
      today: String(spentToday),
      shares: objectOf(shares, ({ spent, excess, held, sent }) => [spent, excess, held, sent].map(String)),
      waiting: Object.fromEntries(waiting),
    })),
  })

/** Reads a stored book; null is an empty one. Throws `StoredSpendingError`: money that can't be read isn't taken for none. */
export function parseBook(text: string | null, key: string): SpendBook {
  if (text === null) return emptyBook
  const refuse = (reason: string): never => {
    throw new StoredSpendingError({ key, reason })
  }
  const fields: Fields = parseObject(text) ?? refuse('it is no JSON object')
  if (fields.version !== version) refuse(`its version is ${String(fields.version)}, not ${version}`)
  const reader = createReader(refuse)
  return {
    tickets: reader.count(fields.tickets),
    day: reader.count(fields.day),
    today: reader.amount(fields.today),
    past: reader.map(fields.past, reader.address, reader.past),
    lines: reader.map(fields.lines, (id) => id, reader.line),
  }
}

function createReader(refuse: (reason: string) => never) {
  const count = (value: unknown): number =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : refuse('a count is none')
  const amount = (value: unknown): bigint =>
    typeof value === 'string' && /^\d+$/.test(value) ? BigInt(value) : refuse('an amount is none')
  const amounts = (value: unknown, length: number): bigint[] =>
    Array.isArray(value) && value.length === length ? value.map(amount) : refuse('amounts are missing')
  const address = (value: string): Address => (isAddress(value) ? value : refuse('a provider is none'))
  const scope = (value: string): string => (value === everybody ? value : address(value))
  const object = (value: unknown): Fields =>
    typeof value === 'object' && value !== null ? { ...value } : refuse('a part is missing')
  const map = <key extends string, value>(
    from: unknown,
    readKey: (key: string) => key,
    readValue: (value: unknown) => value,
  ): ReadonlyMap<key, value> =>
    new Map(Object.entries(object(from)).map(([key, value]) => [readKey(key), readValue(value)]))

  const share = (value: unknown): Share => {
    const [spent = 0n, excess = 0n, held = 0n, sent = 0n] = amounts(value, 4)
    return { spent, excess, held, sent }
  }
  const past = (value: unknown): Past => {
    const [spent = 0n, excess = 0n, pardoned = 0n] = amounts(value, 3)
    return { spent, excess, pardoned }
  }
  const line = (value: unknown): Line => {
    const { until, day, today, shares, waiting, lookedAt } = object(value)
    return {
      until: count(until),
      day: count(day),
      today: amount(today),
      shares: map(shares, address, share),
      waiting: map(waiting, scope, count),
      lookedAt: count(lookedAt),
    }
  }
  return { count, amount, address, map, past, line }
}

const objectOf = <value>(map: ReadonlyMap<string, value>, write: (value: value) => unknown): object =>
  Object.fromEntries([...map].map(([key, value]) => [key, write(value)]))
