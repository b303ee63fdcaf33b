import { babyjubjub } from '@noble/curves/misc.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { integerToBytes } from '../../src/bytes.js'
import type { Engine } from '../../src/engine/engine.js'
import { Base8, type Point, subgroupOrder } from '../../src/point.js'
import { bytesToPoint, pointToBytes } from '../../src/pointBytes.js'
import { torsion } from '../samples.js'

/** The curve by @noble/curves: another implementation of the same arithmetic. */
const { Point: Curve } = babyjubjub
const curvePoint = ({ x, y }: Point) => Curve.fromAffine({ x, y })
/** Its own multiples stop below the subgroup's order, so here is the schoolbook's method. */
function times(point: InstanceType<typeof Curve>, scalar: bigint): InstanceType<typeof Curve> {
  let sum = Curve.ZERO
  for (const bit of scalar.toString(2)) {
    sum = sum.double()
    if (bit === '1') sum = sum.add(point)
  }
  return sum
}
const affine = (point: InstanceType<typeof Curve>): Point => {
  const { x, y } = point.toAffine()
  return { x, y }
}

/** Points of the whole group: a multiple of the base point, moved by one of the eight torsion points. */
const anyPoint = fc
  .tuple(fc.bigInt({ min: 0n, max: subgroupOrder - 1n }), fc.bigInt({ min: 0n, max: 7n }))
  .map(([scalar, moved]) =>
    affine(curvePoint(Base8).multiplyUnsafe(scalar).add(curvePoint(torsion).multiplyUnsafe(moved))),
  )
const anyScalar = fc.bigInt({ min: 0n, max: 2n ** 256n - 1n })

export function describeGroup(engine: () => Engine, { runs }: { runs: number }): void {
  describe('the group', () => {
    test('sums are those of another library', () => {
      fc.assert(
        fc.property(anyPoint, anyPoint, (p, q) => {
          const sum = engine().add(pointToBytes(p), pointToBytes(q))
          expect(bytesToPoint(sum)).toEqual(affine(curvePoint(p).add(curvePoint(q))))
        }),
        { numRuns: runs },
      )
    })

    test('multiples are too, by any scalar of 32 bytes', () => {
      fc.assert(
        fc.property(anyPoint, anyScalar, (p, scalar) => {
          const product = engine().multiply(pointToBytes(p), integerToBytes(scalar))
          expect(bytesToPoint(product)).toEqual(affine(times(curvePoint(p), scalar)))
        }),
        { numRuns: runs },
      )
    })

    test('the subgroup is what its order takes to the identity', () => {
      fc.assert(
        fc.property(anyPoint, (p) => {
          const isInside = times(curvePoint(p), subgroupOrder).is0()
          expect(engine().inSubgroup(pointToBytes(p))).toBe(isInside)
        }),
        { numRuns: runs },
      )
    })

    test('unpacking undoes packing, but for the two points with x = 0', () => {
      fc.assert(
        fc.property(anyPoint, (p) => {
          const unpacked = engine().unpack(engine().pack(pointToBytes(p)))
          expect(unpacked && bytesToPoint(unpacked)).toEqual(p.x === 0n ? null : p)
        }),
        { numRuns: runs },
      )
    })
  })
}
