import { integerToBytes } from './bytes.js'
import { InvalidPointError } from './errors.js'
import { fieldPrime, mod } from './field.js'
import type { Point } from './point.js'

const half = (fieldPrime - 1n) / 2n

/**
 * Packs a point into 32 bytes: y little-endian, and the top bit set when x is above (p − 1) / 2.
 *
 * Whether the point is on the curve is not asked. Throws `InvalidPointError` for coordinates that are no `bigint`.
 *
 * @example
 * ```ts
 * import { Base8, packPoint, unpackPoint } from '@zg/crypto'
 *
 * unpackPoint(packPoint(Base8)) // Base8 again
 * ```
 */
export function packPoint({ x, y }: Point): Uint8Array {
  if (typeof x !== 'bigint' || typeof y !== 'bigint') throw new InvalidPointError({ reason: 'form' })
  return integerToBytes(mod(y) | (mod(x) > half ? 1n << 255n : 0n))
}
