import { bytesToInteger, integerToBytes, isBytes } from './bytes.js'
import { InvalidElementError, InvalidPointError } from './errors.js'
import { invert, mod } from './field.js'
import type { Point } from './point.js'
import type { Signature } from './signature.js'

/** A field element as circomlibjs holds it: 32 bytes, little-endian, times 2^256 (Montgomery's form). */
export type CircomlibElement = Uint8Array
/** A point as circomlibjs holds it. */
export type CircomlibPoint = [x: CircomlibElement, y: CircomlibElement]
/** A signature as circomlibjs holds it. */
export type CircomlibSignature = { R8: CircomlibPoint; S: bigint }

const factor = 1n << 256n

/**
 * The element in circomlibjs's form: what its `F.e` gives.
 *
 * @example
 * ```ts
 * import { toCircomlibElement } from '@zg/crypto'
 *
 * toCircomlibElement(7n) // for eddsa.signPoseidon(key, …) of circomlibjs
 * ```
 */
export const toCircomlibElement = (element: bigint): CircomlibElement => {
  if (typeof element !== 'bigint') throw new InvalidElementError()
  return integerToBytes(mod(element * factor))
}

/**
 * The element of circomlibjs's form: what its `F.toObject` gives. Throws `InvalidElementError` for anything but 32 bytes.
 *
 * @example
 * ```ts
 * import { fromCircomlibElement, toCircomlibElement } from '@zg/crypto'
 *
 * fromCircomlibElement(toCircomlibElement(7n)) // 7n
 * ```
 */
export const fromCircomlibElement = (bytes: CircomlibElement): bigint => {
  if (!isBytes(bytes) || bytes.length !== 32) throw new InvalidElementError()
  return mod(bytesToInteger(bytes) * invert(factor))
}

/**
 * The point in circomlibjs's form.
 *
 * @example
 * ```ts
 * import { Base8, toCircomlibPoint } from '@zg/crypto'
 *
 * const [x, y] = toCircomlibPoint(Base8)
 * ```
 */
export const toCircomlibPoint = ({ x, y }: Point): CircomlibPoint => [
  toCircomlibElement(x),
  toCircomlibElement(y),
]

/**
 * The point of circomlibjs's form. Throws `InvalidPointError` for what is no pair, `InvalidElementError` for a pair of something else.
 *
 * @example
 * ```ts
 * import { Base8, fromCircomlibPoint, toCircomlibPoint } from '@zg/crypto'
 *
 * fromCircomlibPoint(toCircomlibPoint(Base8)) // Base8
 * ```
 */
export function fromCircomlibPoint(point: readonly CircomlibElement[]): Point {
  if (!Array.isArray(point)) throw new InvalidPointError({ reason: 'form' })
  const [x, y, ...rest] = point
  if (x === undefined || y === undefined || rest.length > 0) throw new InvalidPointError({ reason: 'form' })
  return { x: fromCircomlibElement(x), y: fromCircomlibElement(y) }
}

/**
 * The signature in circomlibjs's form, for its `verify…` and `packSignature`.
 *
 * @example
 * ```ts
 * import { createPrivateKey, signPoseidon, toCircomlibSignature } from '@zg/crypto'
 *
 * const { R8, S } = toCircomlibSignature(signPoseidon(createPrivateKey(), 7n))
 * ```
 */
export const toCircomlibSignature = ({ R8, S }: Signature): CircomlibSignature => ({
  R8: toCircomlibPoint(R8),
  S,
})

/**
 * The signature of circomlibjs's form. Throws what `fromCircomlibPoint` throws.
 *
 * @example
 * ```ts
 * import { Base8, fromCircomlibSignature, toCircomlibPoint } from '@zg/crypto'
 *
 * fromCircomlibSignature({ R8: toCircomlibPoint(Base8), S: 1n }) // { R8: Base8, S: 1n }
 * ```
 */
export const fromCircomlibSignature = ({ R8, S }: CircomlibSignature): Signature => ({
  R8: fromCircomlibPoint(R8),
  S,
})
