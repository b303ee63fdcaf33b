import type { BoundHashes } from './bound/hashes.js'
import { defaultCrypto } from './defaultCrypto.js'

/**
 * The MiMC7 hash of field elements, 91 rounds each (circomlibjs's `multiHash`). Inputs and `key`, zero by default, are reduced modulo the
 * field prime.
 *
 * Throws `InvalidElementError` for what is no `bigint`.
 *
 * @example
 * ```ts
 * import { mimc7Hash } from '@zg/crypto'
 *
 * mimc7Hash([1n, 2n], { key: 3n })
 * ```
 */
export const mimc7Hash: BoundHashes['mimc7Hash'] = (inputs, options) =>
  defaultCrypto().mimc7Hash(inputs, options)

/**
 * One element under a key: the block cipher below `mimc7Hash` (circomlibjs's `hash`).
 *
 * @example
 * ```ts
 * import { mimc7Encrypt } from '@zg/crypto'
 *
 * mimc7Encrypt(1n, 2n)
 * ```
 */
export const mimc7Encrypt: BoundHashes['mimc7Encrypt'] = (element, key) =>
  defaultCrypto().mimc7Encrypt(element, key)

/**
 * The MiMC sponge over field elements, 220 rounds each (circomlibjs's `multiHash`). Inputs and `key`, zero by default, are reduced modulo
 * the field prime. With `outputs` the result is an array of that many elements.
 *
 * Throws `InvalidElementError` for what is no `bigint`, `SpongeOutputsError` for less than one output.
 *
 * @example
 * ```ts
 * import { mimcSpongeHash } from '@zg/crypto'
 *
 * mimcSpongeHash([1n, 2n])
 * const [first, second] = mimcSpongeHash([1n, 2n], { key: 3n, outputs: 2 })
 * ```
 */
export function mimcSpongeHash(
  inputs: readonly bigint[],
  options?: { key?: bigint | undefined; outputs?: undefined },
): bigint
export function mimcSpongeHash(
  inputs: readonly bigint[],
  options: { key?: bigint | undefined; outputs: number },
): bigint[]
export function mimcSpongeHash(
  inputs: readonly bigint[],
  { key, outputs }: { key?: bigint | undefined; outputs?: number | undefined } = {},
): bigint | bigint[] {
  const hash = defaultCrypto().mimcSpongeHash
  return outputs === undefined ? hash(inputs, { key }) : hash(inputs, { key, outputs })
}
