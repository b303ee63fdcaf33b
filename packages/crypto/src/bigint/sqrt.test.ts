import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fieldPrime, mod } from '../field.js'
import { sqrt } from './sqrt.js'

const half = (fieldPrime - 1n) / 2n

test('the smaller root of any square, and none of five times it: five is no square', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: fieldPrime - 1n }), (value) => {
      const smaller = value > half ? fieldPrime - value : value
      expect(sqrt(mod(value * value))).toBe(smaller)
      expect(sqrt(5n * value * value)).toBeNull()
    }),
    { numRuns: 50 },
  )
})

test.each([
  [0n, 0n],
  [fieldPrime, 0n],
  [1n, 1n],
  [4n, 2n],
  [4n - fieldPrime, 2n],
  [half ** 2n, half],
  [(half + 1n) ** 2n, half],
])('the root of %s', (value, root) => {
  expect(sqrt(value)).toBe(root)
})
