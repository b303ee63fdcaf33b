import { describe, expect, test } from 'vitest'
import { InvalidElementError, InvalidPointError } from '../errors.js'
import { fieldPrime } from '../field.js'
import { addPoint, Base8, groupOrder, identity, inSubgroup, multiplyPoint } from '../index.js'

describe('refused points', () => {
  test.each([
    ['off the curve', { x: 1n, y: 2n }, 'curve'],
    ['zeros', { x: 0n, y: 0n }, 'curve'],
    ['of numbers', { x: 0, y: 1 }, 'form'],
    ['of one coordinate', { x: 0n }, 'form'],
    ['null', null, 'form'],
    ['a pair', [0n, 1n], 'form'],
  ] as const)('%s', (_, point, reason) => {
    const error = new InvalidPointError({ reason })
    // @ts-expect-error malformed on purpose
    expect(() => addPoint(point, Base8)).toThrow(error)
    // @ts-expect-error malformed on purpose
    expect(() => addPoint(Base8, point)).toThrow(error)
    // @ts-expect-error malformed on purpose
    expect(() => multiplyPoint(point, 1n)).toThrow(error)
    // @ts-expect-error malformed on purpose
    expect(inSubgroup(point)).toBe(false)
  })
})

test.each([['1'], [1], [null]])('%s is no scalar', (scalar) => {
  // @ts-expect-error malformed on purpose
  expect(() => multiplyPoint(Base8, scalar)).toThrow(InvalidElementError)
})

test('a scalar of any size', () => {
  expect(multiplyPoint(Base8, 5n + (groupOrder << 300n))).toEqual(multiplyPoint(Base8, 5n))
  expect(multiplyPoint(Base8, -(groupOrder << 9n))).toEqual(identity)
})

test('coordinates of any size', () => {
  const far = { x: Base8.x - 3n * fieldPrime, y: Base8.y + fieldPrime }
  expect(addPoint(far, far)).toEqual(multiplyPoint(Base8, 2n))
  expect(inSubgroup(far)).toBe(true)
})
