import { type BoundEddsa, bindEddsa } from './bound/eddsa.js'
import { type BoundHashes, bindHashes } from './bound/hashes.js'
import { type BoundPoints, bindPoints } from './bound/points.js'
import type { Engine } from './engine/engine.js'

/** Everything that computes, bound to one engine. The functions of the package's main entry have the same names and say more. */
export type BoundCrypto = BoundEddsa & BoundHashes & BoundPoints

/**
 * Binds every function to an engine of your choice: the functions of the main entry use one that they make themselves.
 *
 * With `strict` what circomlibjs accepts against better knowledge is refused: `unpackPoint` and `unpackSignature` take no y that isn't
 * reduced, `unpackSignature` no S that isn't below the subgroup's order, and a public key of order 8 or less, which would accept a
 * signature of any message, verifies nothing (`verify…` is false, `createVerifier` throws `InvalidPointError`).
 *
 * @example
 * ```ts
 * import { createCrypto, defaultEngine } from '@zg/crypto'
 *
 * const { verifyPedersen } = createCrypto({ engine: defaultEngine(), strict: true })
 * ```
 */
export const createCrypto = ({ engine, strict = false }: createCrypto.Options): BoundCrypto => ({
  ...bindEddsa(engine, strict),
  ...bindHashes(engine),
  ...bindPoints(engine, strict),
})

export declare namespace createCrypto {
  type Options = {
    engine: Engine
    /** Off by default: what circomlibjs 0.1.7 accepts is accepted. */
    strict?: boolean | undefined
  }
}
