import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fieldPrime, invert, mod, power } from './field.js'

const anyInteger = fc.bigInt({ min: -(fieldPrime ** 2n), max: fieldPrime ** 2n })

test.each([
  [0n, 0n],
  [-1n, fieldPrime - 1n],
  [fieldPrime, 0n],
  [-fieldPrime, 0n],
  [fieldPrime + 5n, 5n],
])('%s reduces to %s', (value, reduced) => {
  expect(mod(value)).toBe(reduced)
})

test('another modulus', () => {
  expect([mod(-1n, 7n), mod(7n, 7n), mod(8n, 7n)]).toEqual([6n, 0n, 1n])
})

test('a value times its inverse is one; zero has none and gives zero', () => {
  fc.assert(
    fc.property(anyInteger, (value) => {
      const inverse = invert(value)
      expect(inverse).toBe(mod(inverse))
      expect(mod(value * inverse)).toBe(mod(value) === 0n ? 0n : 1n)
    }),
  )
  expect([invert(0n), invert(fieldPrime), invert(1n), invert(-1n)]).toEqual([0n, 0n, 1n, fieldPrime - 1n])
})

test('powers', () => {
  expect([power(5n, 0n), power(5n, 1n), power(5n, 10n), power(-2n, 3n)]).toEqual([
    1n,
    5n,
    9765625n,
    fieldPrime - 8n,
  ])
  expect(power(fieldPrime + 3n, 2n)).toBe(9n)
  expect(power(7n, fieldPrime - 1n)).toBe(1n)
})
