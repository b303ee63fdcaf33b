import fc from 'fast-check'
import { type Address, getAddress } from 'viem'
import { describe, expect, test } from 'vitest'
import { formatBook, parseBook } from './bookCodec.js'
import { emptyBook, everybody, type SpendBook } from './spendBook.js'

const count = fc.nat()
const amount = fc.bigInt({ min: 0n, max: 2n ** 100n })
const provider: fc.Arbitrary<Address> = fc
  .bigInt({ min: 0n, max: 2n ** 160n - 1n })
  .map((number) => getAddress(`0x${number.toString(16).padStart(40, '0')}`))
const mapOf = <key, value>(key: fc.Arbitrary<key>, value: fc.Arbitrary<value>) =>
  fc.array(fc.tuple(key, value), { maxLength: 4 }).map((entries): ReadonlyMap<key, value> => new Map(entries))
const share = fc.record({ spent: amount, excess: amount, held: amount, sent: amount })
const line = fc.record({
  ...{ until: count, day: count, today: amount, lookedAt: count },
  shares: mapOf(provider, share),
  waiting: mapOf(fc.oneof(provider, fc.constant(everybody)), count),
})
const book: fc.Arbitrary<SpendBook> = fc.record({
  ...{ tickets: count, day: count, today: amount },
  past: mapOf(provider, fc.record({ spent: amount, excess: amount, pardoned: amount })),
  lines: mapOf(
    fc.string({ minLength: 1 }).filter((id) => !/^\d+$|^__proto__$/.test(id)),
    line,
  ),
})

test('a book comes back as it was written', () => {
  fc.assert(
    fc.property(book, (written) => {
      expect(parseBook(formatBook(written), 'key')).toEqual(written)
    }),
  )
})

test('none is an empty one', () => {
  expect(parseBook(null, 'key')).toEqual(emptyBook)
})

describe('what can’t be read isn’t taken for nothing spent', () => {
  const good = JSON.parse(formatBook(emptyBook))
  const aLine = { until: 1, day: 1, today: '0', shares: {}, waiting: {}, lookedAt: 1 }
  const one = '0x00000000000000000000000000000000000000A1'
  test.each([
    ['', 'no JSON object'],
    ['[]', 'no JSON object'],
    ['{"version":1', 'no JSON object'],
    [{ ...good, version: 2 }, 'version is 2'],
    [{ ...good, tickets: -1 }, 'a count is none'],
    [{ ...good, day: '1' }, 'a count is none'],
    [{ ...good, today: 1 }, 'an amount is none'],
    [{ ...good, today: '-1' }, 'an amount is none'],
    [{ ...good, today: '1.5' }, 'an amount is none'],
    [{ ...good, past: null }, 'a part is missing'],
    [{ ...good, past: { nobody: ['0', '0', '0'] } }, 'a provider is none'],
    [{ ...good, past: { [one]: ['0', '0'] } }, 'amounts are missing'],
    [{ ...good, past: { [one]: ['0', '0', '1e3'] } }, 'an amount is none'],
    [{ ...good, lines: undefined }, 'a part is missing'],
    [{ ...good, lines: { id: 5 } }, 'a part is missing'],
    [{ ...good, lines: { id: { ...aLine, until: null } } }, 'a count is none'],
    [{ ...good, lines: { id: { ...aLine, shares: { [one]: ['0', '0', '0'] } } } }, 'amounts are missing'],
    [{ ...good, lines: { id: { ...aLine, waiting: { all: 1 } } } }, 'a provider is none'],
  ])('%j', (stored, reason) => {
    const text = typeof stored === 'string' ? stored : JSON.stringify(stored)
    expect(() => parseBook(text, 'zg:1:spend')).toThrow(
      expect.objectContaining({
        name: 'StoredSpendingError',
        message: expect.stringMatching(new RegExp(`"zg:1:spend".*${reason}`)),
      }),
    )
  })
})
