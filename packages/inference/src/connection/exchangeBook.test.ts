import { expect, test } from 'vitest'
import type { Exchange } from './exchange.js'
import { createExchangeBook } from './exchangeBook.js'

const exchange = (names: Partial<Pick<Exchange, 'key' | 'completionId'>>): Exchange => ({
  ...{ provider: '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266', path: '/', key: null, completionId: null },
  ...{ startedAt: 0, endedAt: null, encoding: null, requestHash: '', state: 'open', responseHash: null },
  ...{ imageHashes: null, imageUrls: [], usage: null, fee: null, proof: null, ended: Promise.resolve() },
  ...names,
})

test('an exchange is found by each of its names, early and late', () => {
  const book = createExchangeBook()
  const [one, response] = [exchange({ key: 'key' }), new Response()]
  book.add(one, response)
  book.name(one, { completionId: 'id' })
  expect([book.find('key'), book.find('id'), book.find(response)]).toEqual([one, one, one])
  expect(book.isShared(one)).toBe(false)
  expect(() => book.find('other')).toThrow('knows no exchange "other"')
})

test('a name that comes again is shared by both, whichever kind of name it was', () => {
  const book = createExchangeBook()
  const [one, other, third] = [exchange({ key: 'a' }), exchange({ key: 'b' }), exchange({ key: 'c' })]
  for (const each of [one, other, third]) book.add(each, new Response())
  book.name(other, { completionId: 'a' })
  expect([one, other, third].map(book.isShared)).toEqual([true, true, false])
})

test('the oldest are forgotten, with all their names', () => {
  const book = createExchangeBook(2)
  const [one, ...others] = ['a', 'b', 'c'].map((key) => exchange({ key }))
  for (const each of [one, ...others]) if (each) book.add(each, new Response())
  if (one) book.name(one, { completionId: 'late' })
  expect(book.all()).toEqual(others)
  expect([book.has('a'), book.has('late'), book.has('b')]).toEqual([false, false, true])
})

test('a job is taken once', () => {
  const book = createExchangeBook()
  const job = { exchange: exchange({}), close: () => undefined }
  book.addJob('1', job)
  expect([book.takeJob('1'), book.takeJob('1')]).toEqual([job, null])
})

test('a job that nobody follows is forgotten with its exchange', () => {
  const book = createExchangeBook(1)
  const one = exchange({ completionId: '1' })
  book.add(one, new Response())
  book.addJob('1', { exchange: one, close: () => undefined })
  book.add(exchange({}), new Response())
  expect(book.takeJob('1')).toBeNull()
})

test('a job whose id comes again ends, so that nobody waits for it', () => {
  const book = createExchangeBook()
  const closed: string[] = []
  const [one, other] = ['one', 'other'].map((name) => ({
    ...{ exchange: exchange({}), close: (state: string) => void closed.push(`${name} ${state}`) },
  }))
  if (one) book.addJob('1', one)
  if (other) book.addJob('1', other)
  expect([closed, book.takeJob('1')]).toEqual([['one cut'], other])
})
