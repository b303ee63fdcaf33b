import { concatBytes } from '@zg/core'
import type { Point } from './babyJubjub.js'
import { bytesToInteger, isBytes } from './bytes.js'
import { type Challenge, sign, verify } from './eddsa.js'
import { InvalidMessageError } from './errors.js'
import { pedersenHash } from './pedersen.js'
import { packPoint } from './pointCodec.js'
import type { Signature } from './signature.js'

/**
 * Signs bytes; the challenge is a Pedersen hash (circomlibjs's `signPedersen`). Deterministic.
 *
 * Throws `InvalidPrivateKeyError` unless the key is 32 bytes, `InvalidMessageError` unless the message is bytes.
 *
 * @example
 * ```ts
 * import { createPrivateKey, getPublicKey, signPedersen, verifyPedersen } from '@zg/crypto'
 *
 * const key = createPrivateKey()
 * const message = new TextEncoder().encode('hello')
 * verifyPedersen(message, signPedersen(key, message), getPublicKey(key)) // true
 * ```
 */
export function signPedersen(privateKey: Uint8Array, message: Uint8Array): Signature {
  if (!isBytes(message)) throw new InvalidMessageError()
  return sign(privateKey, message, challengeOf(message))
}

/**
 * Whether the signature over the bytes is the key's, by circomlibjs's rule. Never throws; anything malformed is false.
 *
 * As there, a public key of order 8 or less accepts a signature of any message:
 * refuse a stranger's key that is `identity` or not `inSubgroup`.
 *
 * @example
 * ```ts
 * import { Base8, verifyPedersen } from '@zg/crypto'
 *
 * verifyPedersen(new Uint8Array(), { R8: Base8, S: 0n }, Base8) // false
 * ```
 */
export function verifyPedersen(message: Uint8Array, signature: Signature, publicKey: Point): boolean {
  return isBytes(message) && verify(signature, publicKey, challengeOf(message))
}

const challengeOf =
  (message: Uint8Array): Challenge =>
  (R8, publicKey) =>
    bytesToInteger(pedersenHash(concatBytes(packPoint(R8), packPoint(publicKey), message)))
