import { describe, expect, test } from 'vitest'
import type { RequestRecord } from '../runningProvider.js'
import { createUsedHeaders } from './usedHeaders.js'

const user = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'
const other = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'
const hash = (digit: string) => `0x${digit.repeat(64)}`
const single = (nonce: bigint, digit: string, of: typeof user | typeof other = user) => ({
  user: of,
  nonce,
  requestHash: hash(digit),
})
const create = (ms = 1_000_000) => createUsedHeaders({ now: () => ms })
const row = (nonce: bigint): RequestRecord => ({
  ...single(nonce, 'f'),
  ...{ id: '', inputFee: 0n, usage: null, fee: null, paid: 0n, state: 'open' },
})

describe('a set of headers', () => {
  test('counts once, in any order, and asking uses nothing up', () => {
    const used = create()
    used.check(single(9n, 'a'), 7n)
    used.check(single(9n, 'a'), 7n)
    used.add(single(9n, 'a'))
    used.check(single(8n, 'b'), 7n)
    used.check(single(9n, 'a', other), 7n)
    const duplicate = (digit: string) =>
      `create request: Duplicate entry '${hash(digit)}' for key 'request_hash'`
    expect(() => used.check(single(9n, 'a'), 7n)).toThrow(duplicate('a'))
    expect(() => used.check(single(9n, 'c'), 7n)).toThrow(duplicate('c'))
    expect(() => used.check(single(10n, 'a'), 7n)).toThrow(duplicate('a'))
  })

  const passed = (nonce: bigint, previous: bigint) =>
    `validate request: invalid nonce, received nonce ${nonce} not greater than the previous nonce: ${previous}`

  test("needs a nonce above the account's", () => {
    const used = create()
    expect(() => used.check(single(7n, 'a'), 7n)).toThrow(passed(7n, 7n))
    expect(() => used.check(single(6n, 'a'), 7n)).toThrow(passed(6n, 7n))
    used.check(single(8n, 'a'), 7n)
  })

  test('needs one above the last settlement, even when the account was read before it', () => {
    const used = create()
    used.add(single(8n, 'a'))
    used.add(single(9n, 'b'))
    used.add(single(10n, 'c'))
    used.pass(user, 9n)
    expect(() => used.check(single(9n, 'b'), 7n)).toThrow(passed(9n, 9n))
    expect(() => used.check(single(10n, 'c'), 7n)).toThrow('Duplicate entry')
    used.check(single(9n, 'b', other), 7n)
    // Passed ones are forgotten: their nonces refuse them.
    used.check(single(11n, 'a'), 9n)
  })
})

describe('the nonce of a settlement', () => {
  const graceEnd = 940_000n * 10_000n

  test('leaves the last minute alone', () => {
    const used = create()
    used.add(single(graceEnd + 5n, 'a'))
    expect(used.settlementNonce(user, 3n, [])).toBe(graceEnd)
  })

  test('stays below what is under way', () => {
    const used = create()
    used.add(single(graceEnd + 5n, 'a'))
    expect(used.settlementNonce(user, 3n, [row(50n), row(40n), row(60n)])).toBe(39n)
    expect(used.settlementNonce(user, 38n, [row(40n)])).toBe(39n)
  })

  test('stays with what the user has reached', () => {
    const used = create()
    used.add(single(5n, 'a'))
    used.add(single(4n, 'b'))
    expect(used.settlementNonce(user, 3n, [])).toBe(5n)
  })

  test("is always above the account's", () => {
    const used = create()
    used.add(single(5n, 'a'))
    expect(used.settlementNonce(user, 5n, [])).toBe(6n)
    expect(used.settlementNonce(user, 9n, [row(10n)])).toBe(10n)
    expect(used.settlementNonce(other, 0n, [])).toBe(1n)
  })
})
