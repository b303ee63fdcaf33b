import type { BoundPoints } from './bound/points.js'
import { defaultCrypto } from './defaultCrypto.js'

/**
 * The sum of two points of the curve. Coordinates are taken modulo the field prime.
 *
 * Throws `InvalidPointError` for what is not on the curve.
 *
 * @example
 * ```ts
 * import { addPoint, Base8 } from '@zg/crypto'
 *
 * addPoint(Base8, Base8) // equals multiplyPoint(Base8, 2n)
 * ```
 */
export const addPoint: BoundPoints['addPoint'] = (p, q) => defaultCrypto().addPoint(p, q)

/**
 * The point `scalar · p`, for a scalar of any size; a negative one multiplies −p. Right outside the subgroup too.
 *
 * Throws `InvalidPointError` for what is not on the curve, `InvalidElementError` for a scalar that is no `bigint`.
 *
 * @example
 * ```ts
 * import { Base8, multiplyPoint, subgroupOrder } from '@zg/crypto'
 *
 * multiplyPoint(Base8, subgroupOrder) // the identity, { x: 0n, y: 1n }
 * ```
 */
export const multiplyPoint: BoundPoints['multiplyPoint'] = (p, scalar) =>
  defaultCrypto().multiplyPoint(p, scalar)

/**
 * Whether the point is on the curve and in the prime-order subgroup; the identity is.
 *
 * @example
 * ```ts
 * import { Base8, inSubgroup } from '@zg/crypto'
 *
 * inSubgroup(Base8) // true
 * ```
 */
export const inSubgroup: BoundPoints['inSubgroup'] = (p) => defaultCrypto().inSubgroup(p)

/**
 * Unpacks 32 bytes into a point of the curve, or null when there is none or the length is another.
 *
 * Like circomlibjs it takes y + p for y (unless bound with `strict`, see `createCrypto`), and doesn't find the two points with x = 0. The
 * caller's bytes are not touched.
 *
 * @example
 * ```ts
 * import { unpackPoint } from '@zg/crypto'
 *
 * unpackPoint(new Uint8Array(31)) // null
 * ```
 */
export const unpackPoint: BoundPoints['unpackPoint'] = (bytes) => defaultCrypto().unpackPoint(bytes)
