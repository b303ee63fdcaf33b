import { concatBytes } from '@zg/core'
import type { BoundPoints } from './bound/points.js'
import { integerToBytes } from './bytes.js'
import { defaultCrypto } from './defaultCrypto.js'
import { InvalidSignatureError } from './errors.js'
import { packPoint } from './packPoint.js'
import type { Point } from './point.js'

/** An EdDSA signature over Baby Jubjub, in circomlibjs's names. */
export type Signature = { readonly R8: Point; readonly S: bigint }

/**
 * Packs a signature into 64 bytes: the packed point, then S little-endian.
 *
 * Throws `InvalidSignatureError` for an S that is no `bigint` or that 32 bytes can't hold, and what `packPoint` throws.
 *
 * @example
 * ```ts
 * import { createPrivateKey, packSignature, signPedersen } from '@zg/crypto'
 *
 * packSignature(signPedersen(createPrivateKey(), new Uint8Array(64))).length // 64
 * ```
 */
export function packSignature({ R8, S }: Signature): Uint8Array {
  if (typeof S !== 'bigint' || S < 0n || S >= 1n << 256n)
    throw new InvalidSignatureError({ reason: 'scalar', length: null })
  return concatBytes(packPoint(R8), integerToBytes(S))
}

/**
 * Unpacks a signature. Throws `InvalidSignatureError` unless there are 64 bytes and the first 32 are a point.
 *
 * S is taken as it stands (unless bound with `strict`, see `createCrypto`); verification refuses one that isn't below the subgroup's order.
 *
 * @example
 * ```ts
 * import { createPrivateKey, packSignature, signPedersen, unpackSignature } from '@zg/crypto'
 *
 * const { S } = unpackSignature(packSignature(signPedersen(createPrivateKey(), new Uint8Array(64))))
 * ```
 */
export const unpackSignature: BoundPoints['unpackSignature'] = (bytes) =>
  defaultCrypto().unpackSignature(bytes)
