import { describe, expect, test } from 'vitest'
import { createLedgerBook, dueOf } from './ledgerBook.js'

const user = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'
const other = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'
const entry = (nonce: bigint, inputFee = 10n, of: typeof user | typeof other = user) => ({
  user: of,
  nonce,
  requestHash: `0x${nonce}`,
  inputFee,
})
const usage = { prompt_tokens: 1, completion_tokens: 2 }

/** A book in which `user` owes the fees of as many requests. */
function bookOf(fees: readonly bigint[]) {
  const book = createLedgerBook()
  const rows = fees.map((fee, index) => {
    const row = book.enter(entry(BigInt(index)))
    book.bill(row, { id: `id${index}`, usage, fee })
    return row
  })
  return { book, rows }
}
const states = ({ records }: ReturnType<typeof createLedgerBook>) =>
  records().map(({ state, paid }) => [state, paid])

describe('a request', () => {
  test('under way counts with its input fee, billed with its fee, paid with nothing', () => {
    const book = createLedgerBook()
    const row = book.enter(entry(1n))
    expect(book.records()).toEqual([
      { ...entry(1n), id: '', usage: null, fee: null, paid: 0n, state: 'open' },
    ])
    expect(book.unsettled(user)).toBe(10n)
    expect(book.unsettled(other)).toBe(0n)
    expect(book.open(user)).toEqual([row])
    expect(book.debtors()).toEqual([])

    book.bill(row, { id: 'a', usage, fee: 30n })
    expect(book.unsettled(user)).toBe(30n)
    expect(book.open(user)).toEqual([])
    expect(book.owed(user)).toEqual([row])
    expect(book.debtors()).toEqual([user])
    expect(book.version(user)).toBe(0)

    book.pay(user, [row], 30n)
    expect(book.records()).toEqual([{ ...entry(1n), id: 'a', usage, fee: 30n, paid: 30n, state: 'settled' }])
    expect(book.unsettled(user)).toBe(0n)
    expect(book.debtors()).toEqual([])
    expect(book.version(user)).toBe(1)
  })

  test('that failed owes nothing, even when it fails twice or ends afterwards', () => {
    const book = createLedgerBook()
    const rows = [book.enter(entry(1n)), book.enter(entry(2n, 7n))] as const
    book.fail(rows[0])
    book.fail(rows[0])
    book.bill(rows[0], { id: 'a', usage, fee: 30n })
    expect(book.unsettled(user)).toBe(7n)
    expect(states(book)).toEqual([
      ['failed', 0n],
      ['open', 0n],
    ])
    book.bill(rows[1], { id: 'b', usage, fee: 5n })
    book.fail(rows[1])
    book.bill(rows[1], { id: 'b', usage, fee: 6n })
    expect(book.unsettled(user)).toBe(5n)
  })

  test('that costs nothing is settled at once', () => {
    const { book } = bookOf([0n])
    expect(states(book)).toEqual([['settled', 0n]])
    expect(book.debtors()).toEqual([])
    expect(book.unsettled(user)).toBe(0n)
  })
})

describe('a payment', () => {
  test.each([
    [
      60n,
      [
        ['settled', 10n],
        ['settled', 20n],
        ['settled', 30n],
      ],
      0n,
    ],
    [
      59n,
      [
        ['settled', 10n],
        ['settled', 20n],
        ['owed', 29n],
      ],
      1n,
    ],
    [
      30n,
      [
        ['settled', 10n],
        ['settled', 20n],
        ['owed', 0n],
      ],
      30n,
    ],
    [
      29n,
      [
        ['settled', 10n],
        ['owed', 19n],
        ['owed', 0n],
      ],
      31n,
    ],
    [
      0n,
      [
        ['owed', 0n],
        ['owed', 0n],
        ['owed', 0n],
      ],
      60n,
    ],
  ])('of %s goes to the oldest first', (amount, wanted, left) => {
    const { book, rows } = bookOf([10n, 20n, 30n])
    book.pay(user, rows, amount)
    expect(states(book)).toEqual(wanted)
    expect(book.unsettled(user)).toBe(left)
    expect(book.owed(user).reduce((sum, row) => sum + dueOf(row), 0n)).toBe(left)
  })

  test('completes what another began', () => {
    const { book, rows } = bookOf([10n, 20n])
    book.pay(user, rows, 15n)
    book.pay(user, book.owed(user), 15n)
    expect(states(book)).toEqual([
      ['settled', 10n],
      ['settled', 20n],
    ])
    expect(book.version(user)).toBe(2)
  })
})

test('the records are the latest ten thousand, and copies; the debts of forgotten ones stay', () => {
  const { book, rows } = bookOf(Array.from({ length: 20_001 }, () => 1n))
  const records = book.records()
  expect(records).toHaveLength(10_000)
  expect(records[0]?.nonce).toBe(10_001n)
  expect(records.at(-1)?.nonce).toBe(20_000n)
  expect(book.unsettled(user)).toBe(20_001n)
  expect(book.owed(user)).toHaveLength(20_001)
  expect(records.at(-1)).not.toBe(rows.at(-1))
})
