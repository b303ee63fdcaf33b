import { curveA, curveD, type Point } from './babyJubjub.js'
import { bytesToInteger, integerToBytes, isBytes } from './bytes.js'
import { fieldPrime, invert, mod } from './field.js'
import { sqrt } from './sqrt.js'

const half = (fieldPrime - 1n) / 2n
const signBit = 1n << 255n

/**
 * Packs a point into 32 bytes: y little-endian, and the top bit set when x is above (p − 1) / 2.
 *
 * @example
 * ```ts
 * import { Base8, packPoint, unpackPoint } from '@zg/crypto'
 *
 * unpackPoint(packPoint(Base8)) // Base8 again
 * ```
 */
export const packPoint = ({ x, y }: Point): Uint8Array =>
  integerToBytes(mod(y) | (mod(x) > half ? signBit : 0n))

/**
 * Unpacks 32 bytes into a point of the curve, or null when there is none or the length is another.
 *
 * Like circomlibjs it takes y + p for y, and doesn't find the two points with x = 0. The caller's bytes are not touched.
 *
 * @example
 * ```ts
 * import { unpackPoint } from '@zg/crypto'
 *
 * unpackPoint(new Uint8Array(31)) // null
 * ```
 */
export function unpackPoint(bytes: Uint8Array): Point | null {
  if (!isBytes(bytes) || bytes.length !== 32) return null
  const packed = bytesToInteger(bytes)
  const y = mod(packed & (signBit - 1n))
  const y2 = mod(y * y)
  const root = sqrt(mod(1n - y2) * invert(mod(curveA - curveD * y2)))
  if (root === null || root === 0n) return null
  return { x: packed & signBit ? fieldPrime - root : root, y }
}
