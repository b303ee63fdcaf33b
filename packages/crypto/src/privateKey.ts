import { blake512 } from '@noble/hashes/blake1.js'
import { Base8, multiplyPoint, type Point } from './babyJubjub.js'
import { bytesToInteger, isBytes } from './bytes.js'
import { InvalidPrivateKeyError } from './errors.js'

/**
 * Makes a private key: 32 random bytes from the platform's cryptographic source, or from `random`.
 *
 * Throws `InvalidPrivateKeyError` when `random` gives another number of bytes.
 *
 * @example
 * ```ts
 * import { createPrivateKey, getPublicKey } from '@zg/crypto'
 *
 * const publicKey = getPublicKey(createPrivateKey())
 * ```
 */
export function createPrivateKey(
  random = (bytes: Uint8Array<ArrayBuffer>): Uint8Array => crypto.getRandomValues(bytes),
): Uint8Array {
  return requirePrivateKey(random(new Uint8Array(32)))
}

/**
 * The public key of a private one. Throws `InvalidPrivateKeyError` unless that is 32 bytes.
 *
 * @example
 * ```ts
 * import { getPublicKey } from '@zg/crypto'
 *
 * const { x, y } = getPublicKey(new Uint8Array(32).fill(1))
 * ```
 */
export const getPublicKey = (privateKey: Uint8Array): Point =>
  multiplyPoint(Base8, expandPrivateKey(privateKey).scalar >> 3n)

/** The clamped scalar of a key, and the seed of its nonces (RFC 8032's expansion, with BLAKE-512 for SHA-512). */
export function expandPrivateKey(privateKey: Uint8Array): { scalar: bigint; seed: Uint8Array } {
  const hash = blake512(requirePrivateKey(privateKey))
  hash[0] = (hash[0] ?? 0) & 0xf8
  hash[31] = ((hash[31] ?? 0) & 0x7f) | 0x40
  return { scalar: bytesToInteger(hash.subarray(0, 32)), seed: hash.subarray(32) }
}

function requirePrivateKey(key: Uint8Array): Uint8Array {
  if (!isBytes(key)) throw new InvalidPrivateKeyError({ length: null })
  if (key.length !== 32) throw new InvalidPrivateKeyError({ length: key.length })
  return key
}
