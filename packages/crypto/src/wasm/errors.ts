import { BaseError } from '@zg/core'

/** The platform refuses WebAssembly: there is none, a content security policy forbids it, or the module is too big to be compiled at once. */
export class WasmRefusedError extends BaseError {
  override readonly name: string = 'WasmRefusedError'

  constructor({ cause }: { cause: unknown }) {
    super('WebAssembly is refused here.', {
      cause,
      metaMessages: [
        "Use bigintEngine() of @zg/crypto/bigint, or allow 'wasm-unsafe-eval' in the content security policy.",
        'Where only big modules are refused (the main thread of Chrome before 114), await loadWasmEngine().',
      ],
    })
  }
}

/** The module's memory can't grow to hold a message of so many bytes and the tables. */
export class WasmMemoryError extends BaseError {
  override readonly name: string = 'WasmMemoryError'
  readonly length: number

  constructor({ length, cause }: { length: number; cause: unknown }) {
    super(`There is no memory for a message of ${length} bytes.`, {
      cause,
      metaMessages: ['Hash a digest of the message instead.'],
    })
    this.length = length
  }
}
