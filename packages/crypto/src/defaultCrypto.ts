import { bigintEngine } from './bigint/bigintEngine.js'
import { type BoundCrypto, createCrypto } from './createCrypto.js'
import type { Engine } from './engine/engine.js'
import { WasmRefusedError } from './wasm/errors.js'
import { wasmEngine } from './wasm/wasmEngine.js'

let engine: Engine | undefined
let bound: BoundCrypto | undefined

/**
 * The engine behind the functions of this entry, made on the first call of any of them and kept, with its tables, until the program ends:
 * WebAssembly, or BigInt where that is refused.
 *
 * @example
 * ```ts
 * import { defaultEngine } from '@zg/crypto'
 *
 * defaultEngine().name // 'wasm'
 * ```
 */
export const defaultEngine = (): Engine => (engine ??= chooseEngine())

/** The functions, bound to it. */
export const defaultCrypto = (): BoundCrypto => (bound ??= createCrypto({ engine: defaultEngine() }))

function chooseEngine(): Engine {
  try {
    return wasmEngine()
  } catch (error) {
    if (error instanceof WasmRefusedError) return bigintEngine()
    throw error
  }
}
