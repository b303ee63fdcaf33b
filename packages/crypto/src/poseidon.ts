import type { BoundHashes } from './bound/hashes.js'
import { defaultCrypto } from './defaultCrypto.js'

/**
 * The Poseidon hash of 1 to 16 field elements, as circomlib defines it. Inputs are reduced modulo the field prime.
 *
 * `initialState` is the first element of the state, zero by default. With `outputs` the result is an array of that many elements of the
 * final state, at most one more than there are inputs. Throws `PoseidonWidthError` for a number of inputs or outputs outside these bounds,
 * `InvalidElementError` for an input that is no `bigint`.
 *
 * @example
 * ```ts
 * import { poseidonHash } from '@zg/crypto'
 *
 * poseidonHash([1n, 2n]) // 7853200120776062878684798364095072458815029376092732009249414926327459813530n
 * const [first, second] = poseidonHash([1n, 2n], { initialState: 3n, outputs: 2 })
 * ```
 */
export function poseidonHash(
  inputs: readonly bigint[],
  options?: { initialState?: bigint | undefined; outputs?: undefined },
): bigint
export function poseidonHash(
  inputs: readonly bigint[],
  options: { initialState?: bigint | undefined; outputs: number },
): bigint[]
export function poseidonHash(
  inputs: readonly bigint[],
  { initialState, outputs }: { initialState?: bigint | undefined; outputs?: number | undefined } = {},
): bigint | bigint[] {
  const hash = defaultCrypto().poseidonHash
  return outputs === undefined ? hash(inputs, { initialState }) : hash(inputs, { initialState, outputs })
}

/**
 * The Poseidon hashes of many rows, all of the same 1 to 16 inputs: what a level of a Merkle tree needs, faster than one by one.
 *
 * Throws `PoseidonWidthError` for another number of inputs or rows of unequal length.
 *
 * @example
 * ```ts
 * import { poseidonHashMany } from '@zg/crypto'
 *
 * const [left, right] = poseidonHashMany([[1n, 2n], [3n, 4n]])
 * ```
 */
export const poseidonHashMany: BoundHashes['poseidonHashMany'] = (rows) =>
  defaultCrypto().poseidonHashMany(rows)
