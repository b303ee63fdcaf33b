import type { BoundEddsa } from './bound/eddsa.js'
import { defaultCrypto } from './defaultCrypto.js'

/**
 * Signs bytes; the challenge is a Pedersen hash (circomlibjs's `signPedersen`). Deterministic.
 *
 * Throws `InvalidPrivateKeyError` unless the key is 32 bytes, `InvalidMessageError` unless the message is bytes, and `WasmMemoryError` when
 * there is no memory for it, as for more than 1 GB.
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
export const signPedersen: BoundEddsa['signPedersen'] = (privateKey, message) =>
  defaultCrypto().signPedersen(privateKey, message)

/**
 * Whether the signature over the bytes is the key's, by circomlibjs's rule. Anything malformed is false; nothing is thrown but
 * `WasmMemoryError`, for a message that there is no memory for.
 *
 * As there, a public key of order 8 or less accepts a signature of any message: bind the function with `strict` (see `createCrypto`), or
 * refuse a stranger's key that is `identity` or not `inSubgroup`.
 *
 * @example
 * ```ts
 * import { Base8, verifyPedersen } from '@zg/crypto'
 *
 * verifyPedersen(new Uint8Array(), { R8: Base8, S: 0n }, Base8) // false
 * ```
 */
export const verifyPedersen: BoundEddsa['verifyPedersen'] = (message, signature, publicKey) =>
  defaultCrypto().verifyPedersen(message, signature, publicKey)
