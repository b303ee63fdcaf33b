import { describe, expect, test } from 'vitest'
import { InvalidElementError, PoseidonWidthError, SpongeOutputsError } from '../errors.js'
import { fieldPrime, mod } from '../field.js'
import { mimc7Encrypt, mimc7Hash, mimcSpongeHash, poseidonHash, poseidonHashMany } from '../index.js'

describe('many Poseidon hashes', () => {
  test('are the single ones, in order', () => {
    const rows = [
      [1n, 2n],
      [3n, -4n],
      [fieldPrime, 6n],
    ]
    expect(poseidonHashMany(rows)).toEqual(rows.map((row) => poseidonHash(row)))
    expect(poseidonHashMany([[5n]])).toEqual([poseidonHash([5n])])
    expect(poseidonHashMany([])).toEqual([])
  })

  test('have rows of one length from 1 to 16', () => {
    expect(() => poseidonHashMany([[]])).toThrow(
      new PoseidonWidthError({ what: 'inputs', count: 0, maximum: 16 }),
    )
    expect(() => poseidonHashMany([new Array(17).fill(1n)])).toThrow(
      new PoseidonWidthError({ what: 'inputs', count: 17, maximum: 16 }),
    )
    for (const row of [[3n], [3n, 4n, 5n]]) {
      expect(() => poseidonHashMany([[1n, 2n], row])).toThrow(
        new PoseidonWidthError({ what: 'inputs in each row', count: row.length, maximum: 2 }),
      )
    }
  })
})

describe('MiMC7', () => {
  test('inputs and key are reduced; the key is zero by default', () => {
    const hash = mimc7Hash([1n, 2n])
    expect(mimc7Hash([1n + fieldPrime, 2n - fieldPrime], { key: fieldPrime })).toBe(hash)
    expect(mimc7Hash([1n, 2n], { key: 0n })).toBe(hash)
    expect(mimc7Hash([1n, 2n], { key: 1n })).not.toBe(hash)
    expect(mimc7Hash([], { key: 9n })).toBe(9n)
  })

  test('a hash of one input is its ciphertext, the input and the key', () => {
    expect(mimc7Hash([7n], { key: 9n })).toBe(mod(mimc7Encrypt(7n, 9n) + 7n + 9n))
  })
})

describe('MiMC sponge', () => {
  test('one output, or an array when it is asked for by number', () => {
    const hash = mimcSpongeHash([1n, 2n])
    expect(mimcSpongeHash([1n + fieldPrime, 2n], { key: -fieldPrime, outputs: 1 })).toEqual([hash])
    const three = mimcSpongeHash([1n, 2n], { outputs: 3 })
    expect(three).toHaveLength(3)
    expect(three[0]).toBe(hash)
    expect(mimcSpongeHash([1n, 2n], { outputs: 2 })).toEqual(three.slice(0, 2))
    expect(mimcSpongeHash([], { outputs: 1 })).toEqual([0n])
  })

  test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('not %d outputs', (count) => {
    expect(() => mimcSpongeHash([1n], { outputs: count })).toThrow(new SpongeOutputsError({ count }))
  })
})

test.each([['1'], [1], [null], [undefined]])('%s is no element', (value) => {
  const calls = [
    // @ts-expect-error malformed on purpose
    () => poseidonHash([1n, value]),
    // @ts-expect-error malformed on purpose
    () => poseidonHashMany([[1n], [value]]),
    // @ts-expect-error malformed on purpose
    () => mimc7Hash([value]),
    // @ts-expect-error malformed on purpose
    () => mimc7Encrypt(1n, value),
    // @ts-expect-error malformed on purpose
    () => mimcSpongeHash([value]),
  ]
  // An undefined key would be none, which is zero; an undefined element is a mistake.
  for (const call of value === undefined ? calls.filter((_, i) => i !== 3) : calls)
    expect(call).toThrow(InvalidElementError)
})

test('a hole among the elements is no element', () => {
  const [hole, half] = [new Array<bigint>(2), [1n]]
  half[2] = 3n
  const calls = [
    () => poseidonHash(hole),
    () => poseidonHashMany([hole]),
    () => poseidonHashMany([[1n, 2n, 3n], half]),
    () => mimc7Hash(half),
  ]
  for (const call of calls) expect(call).toThrow(InvalidElementError)
})
