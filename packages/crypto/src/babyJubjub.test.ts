import { describe, expect, test } from 'vitest'
import { torsion } from '../test/samples.js'
import { fieldPrime } from './field.js'
import {
  addPoint,
  Base8,
  groupOrder,
  identity,
  inCurve,
  inSubgroup,
  multiplyPoint,
  subgroupOrder,
} from './index.js'

/** The generator of the whole group, and sums: EIP-2494, "Test vectors". */
const generator = {
  x: 995203441582195749578291179787384436505546430278305826713579947235728471134n,
  y: 5472060717959818805561601436314318772137091100104008585924551046643952123905n,
}

describe('the curve of EIP-2494', () => {
  test('eight times the generator is the base point', () => {
    expect(multiplyPoint(generator, 8n)).toEqual(Base8)
  })

  test('the orders', () => {
    expect(subgroupOrder).toBe(2736030358979909402780800718157159386076813972158567259200215660948447373041n)
    expect(subgroupOrder * 8n).toBe(groupOrder)
    expect(multiplyPoint(generator, groupOrder)).toEqual(identity)
    expect(multiplyPoint(generator, subgroupOrder)).not.toEqual(identity)
    expect(multiplyPoint(Base8, subgroupOrder)).toEqual(identity)
  })
})

test('multiples', () => {
  const three = addPoint(addPoint(Base8, Base8), Base8)
  const [minus, minusThree] = [Base8, three].map(({ x, y }) => ({ x: fieldPrime - x, y }))
  expect(multiplyPoint(Base8, 0n)).toEqual(identity)
  expect(multiplyPoint(Base8, 1n)).toEqual(Base8)
  expect(multiplyPoint(Base8, 3n)).toEqual(three)
  expect(multiplyPoint(Base8, subgroupOrder + 1n)).toEqual(Base8)
  expect(multiplyPoint(Base8, -1n)).toEqual(minus)
  expect(multiplyPoint(Base8, -3n)).toEqual(minusThree)
  // A negative multiple is right outside the subgroup too.
  expect(addPoint(multiplyPoint(torsion, -3n), multiplyPoint(torsion, 3n))).toEqual(identity)
})

test('coordinates are taken modulo the prime', () => {
  const shifted = { x: Base8.x + fieldPrime, y: Base8.y - fieldPrime }
  expect(addPoint(shifted, identity)).toEqual(Base8)
  expect(inCurve(shifted)).toBe(true)
})

test.each([
  ['the base point', Base8, true, true],
  ['the identity', identity, true, true],
  ['the generator of the whole group', generator, true, false],
  ['a point of order 8', torsion, true, false],
  ['the point of order 2', { x: 0n, y: fieldPrime - 1n }, true, false],
  ['the base point moved by it', addPoint(Base8, torsion), true, false],
  ['no point', { x: 1n, y: 2n }, false, false],
  ['zeros', { x: 0n, y: 0n }, false, false],
])('%s', (_, point, onCurve, inPrimeOrder) => {
  expect(inCurve(point)).toBe(onCurve)
  expect(inSubgroup(point)).toBe(inPrimeOrder)
})

test('the point of order 8 has that order', () => {
  expect(multiplyPoint(torsion, 8n)).toEqual(identity)
  expect(multiplyPoint(torsion, 4n)).toEqual({ x: 0n, y: fieldPrime - 1n })
})
