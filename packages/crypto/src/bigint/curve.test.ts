import { expect, test } from 'vitest'
import { torsion } from '../../test/samples.js'
import { fieldPrime as p } from '../field.js'
import { Base8, identity } from '../point.js'
import {
  add,
  double,
  equals,
  extend,
  neutral,
  toAddend,
  toAffineAddends,
  toPoint,
  toPoints,
} from './curve.js'

const base = extend(Base8)
const far = extend(torsion)

test('points go to the isomorphic curve −x² + y² = 1 + d·x²·y² and back', () => {
  for (const point of [Base8, torsion, identity]) {
    const { X, Y, Z, T } = extend(point)
    // d = −168696 / 168700
    const sides = 168700n * (Y * Y - X * X - 1n) + 168696n * T * T
    expect([sides % p, (X * Y - T) % p, Z]).toEqual([0n, 0n, 1n])
    expect(toPoint(extend(point))).toEqual(point)
  }
})

test('adding, doubling and taking away agree', () => {
  const [two, three] = [double(base), add(double(base), toAddend(base))]
  expect(toPoint(add(base, toAddend(base)))).toEqual(toPoint(two))
  expect(toPoint(add(three, toAddend(base), true))).toEqual(toPoint(two))
  expect(toPoint(add(base, toAddend(base), true))).toEqual(identity)
  expect(toPoint(add(neutral, toAddend(far)))).toEqual(torsion)
  const [affine] = toAffineAddends([three])
  expect(affine?.twiceZ).toBe(2n)
  expect(affine && toPoint(add(two, affine))).toEqual(toPoint(add(two, toAddend(three))))
  expect(affine && toPoint(add(two, affine, true))).toEqual(toPoint(add(two, toAddend(three), true)))
})

test('a partial result lacks T alone', () => {
  expect(double(base, true)).toEqual({ ...double(base), T: 0n })
  expect(add(base, toAddend(far), false, true)).toEqual({ ...add(base, toAddend(far)), T: 0n })
})

test('two points by one inversion', () => {
  const [first, second] = [double(base), double(double(far))]
  expect(toPoints(first, second)).toEqual([toPoint(first), toPoint(second)])
})

test('equality needs both coordinates', () => {
  const two = double(base)
  const { x, y } = toPoint(two)
  expect(equals(two, { x, y })).toBe(true)
  expect(equals(two, { x, y: p - y })).toBe(false)
  expect(equals(two, { x: p - x, y })).toBe(false)
})
