import type { Point } from './babyJubjub.js'
import { integerToBytes } from './bytes.js'
import { type Challenge, sign, verify } from './eddsa.js'
import { mod } from './field.js'
import { poseidonHash } from './poseidon.js'
import type { Signature } from './signature.js'

/**
 * Signs a field element; the challenge is a Poseidon hash (circomlibjs's `signPoseidon`). Deterministic.
 *
 * Throws `InvalidPrivateKeyError` unless the key is 32 bytes. The message is reduced modulo the field prime.
 *
 * @example
 * ```ts
 * import { createPrivateKey, getPublicKey, signPoseidon, verifyPoseidon } from '@zg/crypto'
 *
 * const key = createPrivateKey()
 * verifyPoseidon(7n, signPoseidon(key, 7n), getPublicKey(key)) // true
 * ```
 */
export function signPoseidon(privateKey: Uint8Array, message: bigint): Signature {
  const element = mod(message)
  return sign(privateKey, integerToBytes(element), challengeOf(element))
}

/**
 * Whether the signature over the field element is the key's. Never throws; anything malformed is false.
 *
 * As in circomlibjs, a public key of order 8 or less accepts a signature of any message:
 * refuse a stranger's key that is `identity` or not `inSubgroup`.
 *
 * @example
 * ```ts
 * import { Base8, verifyPoseidon } from '@zg/crypto'
 *
 * verifyPoseidon(7n, { R8: Base8, S: 0n }, Base8) // false
 * ```
 */
export function verifyPoseidon(message: bigint, signature: Signature, publicKey: Point): boolean {
  return typeof message === 'bigint' && verify(signature, publicKey, challengeOf(message))
}

const challengeOf =
  (message: bigint): Challenge =>
  (R8, publicKey) =>
    poseidonHash([R8.x, R8.y, publicKey.x, publicKey.y, message])
