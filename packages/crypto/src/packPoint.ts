import { integerToBytes } from './bytes.js'
import { InvalidPointError } from './errors.js'
import { fieldPrime, mod } from './field.js'
import { type Point, readPoint } from './point.js'

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
export function packPoint(point: Point): Uint8Array {
  const read = readPoint(point)
  if (!read) throw new InvalidPointError({ reason: 'form' })
  return integerToBytes(mod(read.y) | (2n * mod(read.x) > fieldPrime ? 1n << 255n : 0n))
}
