import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyScalar, filled, torsion } from '../test/samples.js'
import { integerToBytes } from './bytes.js'
import { fieldPrime } from './field.js'
import {
  addPoint,
  Base8,
  InvalidPointError,
  identity,
  inCurve,
  multiplyPoint,
  packPoint,
  unpackPoint,
} from './index.js'

const minus = { x: fieldPrime - Base8.x, y: Base8.y }

test('the sign bit stands for an x above (p − 1) / 2', () => {
  expect(packPoint(Base8)).toEqual(integerToBytes(Base8.y))
  expect(packPoint(minus)).toEqual(integerToBytes(Base8.y | (1n << 255n)))
  const half = (fieldPrime - 1n) / 2n
  expect(packPoint({ x: half, y: 1n })[31]).toBe(0)
  expect(packPoint({ x: half + 1n, y: 1n })[31]).toBe(0x80)
  expect(packPoint({ x: -1n, y: fieldPrime + 1n })).toEqual(integerToBytes(1n | (1n << 255n)))
})

test('unpacking undoes packing, in the subgroup and outside', () => {
  for (const point of [Base8, minus, torsion]) expect(unpackPoint(packPoint(point))).toEqual(point)
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 2n ** 250n }), fc.boolean(), (scalar, moved) => {
      const point = multiplyPoint(Base8, scalar)
      const other = moved ? addPoint(point, torsion) : point
      expect(unpackPoint(packPoint(other))).toEqual(other)
    }),
    { numRuns: 20 },
  )
  fc.assert(
    fc.property(anyScalar, (y) => {
      const point = unpackPoint(integerToBytes(y))
      expect(point === null || packPoint(point)).toEqual(point === null || integerToBytes(y % fieldPrime))
    }),
    { numRuns: 20 },
  )
})

test('a y that is not reduced is taken, as in circomlibjs, and packed reduced', () => {
  const point = unpackPoint(integerToBytes(Base8.y + fieldPrime))
  expect(point).toEqual(Base8)
})

test.each([
  ['the identity', packPoint(identity)],
  ['the point of order 2', packPoint({ x: 0n, y: fieldPrime - 1n })],
  ['an x² that is no square', integerToBytes(2n)],
  ['nothing', new Uint8Array()],
  ['31 bytes', packPoint(Base8).subarray(0, 31)],
  ['33 bytes', filled(33)],
])('%s does not unpack', (_, bytes) => {
  expect(unpackPoint(bytes)).toBeNull()
})

test('what is no Uint8Array does not unpack', () => {
  for (const value of [null, 'a text', new Array(32).fill(0)]) {
    // @ts-expect-error malformed on purpose
    expect(unpackPoint(value)).toBeNull()
  }
})

test('what has no bigints for coordinates is refused by name', () => {
  for (const value of [[Base8.x, Base8.y], { x: 1, y: 2 }, { x: Base8.x }, new Uint8Array(64)]) {
    // @ts-expect-error malformed on purpose
    expect(() => packPoint(value)).toThrow(new InvalidPointError({ reason: 'form' }))
    // @ts-expect-error malformed on purpose
    expect(inCurve(value)).toBe(false)
  }
})

test("the caller's bytes are left alone, sign bit included", () => {
  const packed = packPoint(minus)
  unpackPoint(packed)
  expect(packed).toEqual(integerToBytes(Base8.y | (1n << 255n)))
})
