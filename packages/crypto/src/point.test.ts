import { expect, test } from 'vitest'
import { fieldPrime } from './field.js'
import { groupOrder, isCanonical, subgroupOrder } from './point.js'

test.each([
  [0n, 0n, true],
  [fieldPrime - 1n, fieldPrime - 1n, true],
  [fieldPrime, 0n, false],
  [0n, fieldPrime, false],
  [-1n, 0n, false],
  [0n, -1n, false],
])('reduced coordinates: %s, %s', (x, y, expected) => {
  expect(isCanonical({ x, y })).toBe(expected)
})

test('the subgroup is an eighth of the group', () => {
  expect(8n * subgroupOrder).toBe(groupOrder)
})
