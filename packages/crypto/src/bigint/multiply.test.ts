import fc from 'fast-check'
import { expect, test } from 'vitest'
import { torsion } from '../../test/samples.js'
import { Base8, groupOrder, subgroupOrder } from '../point.js'
import { add, double, type Extended, extend, neutral, toAddend, toPoint } from './curve.js'
import { createFixedBase, multiply } from './multiply.js'

/** The schoolbook's method. */
function times(point: Extended, scalar: bigint): Extended {
  let sum = neutral
  for (const bit of scalar.toString(2)) {
    sum = double(sum)
    if (bit === '1') sum = add(sum, toAddend(point))
  }
  return sum
}

const base = extend(Base8)
const ofBase = createFixedBase(base)
const edges = [0n, 1n, 15n, 16n, 17n, 31n, 32n, 33n, 63n, 64n, 65n, 2n ** 246n, subgroupOrder - 1n]

test.each(edges)('%s times the base, by table', (scalar) => {
  expect(toPoint(ofBase(scalar))).toEqual(toPoint(times(base, scalar)))
})

test('any multiple of the base by table, added to another point', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: subgroupOrder - 1n }), (scalar) => {
      const sum = add(times(base, scalar), toAddend(extend(torsion)))
      expect(toPoint(ofBase(scalar, extend(torsion)))).toEqual(toPoint(sum))
    }),
    { numRuns: 20 },
  )
})

test('any multiple of any point', () => {
  const moved = add(base, toAddend(extend(torsion)))
  for (const scalar of [...edges, groupOrder, 2n ** 256n - 1n])
    expect(toPoint(multiply(moved, scalar))).toEqual(toPoint(times(moved, scalar)))
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }), (scalar) => {
      const product = multiply(moved, scalar)
      expect(toPoint(product)).toEqual(toPoint(times(moved, scalar)))
      // The result is complete: it can be added to.
      expect(toPoint(add(product, toAddend(base)))).toEqual(
        toPoint(add(times(moved, scalar), toAddend(base))),
      )
    }),
    { numRuns: 20 },
  )
})
