import type { BoundEddsa } from './bound/eddsa.js'
import { defaultCrypto } from './defaultCrypto.js'

/**
 * Signs a field element; the challenge is a Poseidon hash (circomlibjs's `signPoseidon`). Deterministic.
 *
 * The message is reduced modulo the field prime. Throws `InvalidPrivateKeyError` unless the key is 32 bytes, `InvalidElementError` unless the
 * message is a `bigint`.
 *
 * @example
 * ```ts
 * import { createPrivateKey, getPublicKey, signPoseidon, verifyPoseidon } from '@zg/crypto'
 *
 * const key = createPrivateKey()
 * verifyPoseidon(7n, signPoseidon(key, 7n), getPublicKey(key)) // true
 * ```
 */
export const signPoseidon: BoundEddsa['signPoseidon'] = (privateKey, message) =>
  defaultCrypto().signPoseidon(privateKey, message)

/**
 * Whether the signature over the field element is the key's. Never throws; anything malformed is false. What `verifyPedersen` says of public
 * keys holds here.
 *
 * @example
 * ```ts
 * import { Base8, verifyPoseidon } from '@zg/crypto'
 *
 * verifyPoseidon(7n, { R8: Base8, S: 0n }, Base8) // false
 * ```
 */
export const verifyPoseidon: BoundEddsa['verifyPoseidon'] = (message, signature, publicKey) =>
  defaultCrypto().verifyPoseidon(message, signature, publicKey)
