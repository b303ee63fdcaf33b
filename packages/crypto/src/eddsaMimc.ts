import type { BoundEddsa } from './bound/eddsa.js'
import { defaultCrypto } from './defaultCrypto.js'

/**
 * Signs a field element; the challenge is a MiMC7 hash (circomlibjs's `signMiMC`). Otherwise as `signPoseidon`.
 *
 * @example
 * ```ts
 * import { createPrivateKey, getPublicKey, signMimc7, verifyMimc7 } from '@zg/crypto'
 *
 * const key = createPrivateKey()
 * verifyMimc7(7n, signMimc7(key, 7n), getPublicKey(key)) // true
 * ```
 */
export const signMimc7: BoundEddsa['signMimc7'] = (privateKey, message) =>
  defaultCrypto().signMimc7(privateKey, message)

/**
 * Whether the signature by `signMimc7` is the key's. Never throws; anything malformed is false. What `verifyPedersen` says of public keys
 * holds here.
 *
 * @example
 * ```ts
 * import { Base8, verifyMimc7 } from '@zg/crypto'
 *
 * verifyMimc7(7n, { R8: Base8, S: 0n }, Base8) // false
 * ```
 */
export const verifyMimc7: BoundEddsa['verifyMimc7'] = (message, signature, publicKey) =>
  defaultCrypto().verifyMimc7(message, signature, publicKey)

/**
 * Signs a field element; the challenge is a hash by the MiMC sponge (circomlibjs's `signMiMCSponge`). Otherwise as `signPoseidon`.
 *
 * @example
 * ```ts
 * import { createPrivateKey, getPublicKey, signMimcSponge, verifyMimcSponge } from '@zg/crypto'
 *
 * const key = createPrivateKey()
 * verifyMimcSponge(7n, signMimcSponge(key, 7n), getPublicKey(key)) // true
 * ```
 */
export const signMimcSponge: BoundEddsa['signMimcSponge'] = (privateKey, message) =>
  defaultCrypto().signMimcSponge(privateKey, message)

/**
 * Whether the signature by `signMimcSponge` is the key's. Never throws; anything malformed is false. What `verifyPedersen` says of public
 * keys holds here.
 *
 * @example
 * ```ts
 * import { Base8, verifyMimcSponge } from '@zg/crypto'
 *
 * verifyMimcSponge(7n, { R8: Base8, S: 0n }, Base8) // false
 * ```
 */
export const verifyMimcSponge: BoundEddsa['verifyMimcSponge'] = (message, signature, publicKey) =>
  defaultCrypto().verifyMimcSponge(message, signature, publicKey)
