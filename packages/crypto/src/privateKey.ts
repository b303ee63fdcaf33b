import type { BoundEddsa } from './bound/eddsa.js'
import { requirePrivateKey } from './bound/parse.js'
import { defaultCrypto } from './defaultCrypto.js'

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
export const getPublicKey: BoundEddsa['getPublicKey'] = (privateKey) =>
  defaultCrypto().getPublicKey(privateKey)
