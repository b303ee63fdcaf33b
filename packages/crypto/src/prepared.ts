import type { BoundEddsa } from './bound/eddsa.js'
import { defaultCrypto } from './defaultCrypto.js'

/**
 * Expands a private key once, for many signatures: each takes about two thirds of the time. The key stays in memory until `dispose`.
 *
 * The signer has the public key, a method for each kind of signature, and `pedersenTemplate` for messages that share most of their bytes.
 * Throws `InvalidPrivateKeyError` unless the key is 32 bytes; a disposed signer throws `DisposedSignerError`.
 *
 * @example
 * ```ts
 * import { createPrivateKey, createSigner } from '@zg/crypto'
 *
 * const signer = createSigner(createPrivateKey())
 * const { R8, S } = signer.signPedersen(new Uint8Array(64))
 * signer.dispose()
 * ```
 */
export const createSigner: BoundEddsa['createSigner'] = (privateKey) =>
  defaultCrypto().createSigner(privateKey)

/**
 * Builds tables of a public key, for many verifications: each takes about half the time, and ten make up for the tables.
 *
 * Throws `InvalidPointError` for what is no point of the curve. Verifying is as lenient as `verifyPedersen` and never throws.
 *
 * @example
 * ```ts
 * import { createPrivateKey, createVerifier, getPublicKey, signPoseidon } from '@zg/crypto'
 *
 * const key = createPrivateKey()
 * const verifier = createVerifier(getPublicKey(key))
 * verifier.verifyPoseidon(7n, signPoseidon(key, 7n)) // true
 * ```
 */
export const createVerifier: BoundEddsa['createVerifier'] = (publicKey) =>
  defaultCrypto().createVerifier(publicKey)
