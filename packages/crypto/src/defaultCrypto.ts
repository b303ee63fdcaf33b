import { bigintEngine } from './bigint/bigintEngine.js'
import { type BoundCrypto, createCrypto } from './createCrypto.js'
import type { Engine } from './engine/engine.js'

let engine: Engine | undefined
let bound: BoundCrypto | undefined

/**
 * The engine behind the functions of this entry, made on the first call of any of them and kept, with its tables, until the program ends.
 *
 * @example
 * ```ts
 * import { defaultEngine } from '@zg/crypto'
 *
 * defaultEngine().name // 'bigint'
 * ```
 */
export const defaultEngine = (): Engine => (engine ??= bigintEngine())

/** The functions, bound to it. */
export const defaultCrypto = (): BoundCrypto => (bound ??= createCrypto({ engine: defaultEngine() }))
