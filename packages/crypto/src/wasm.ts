export { WasmMemoryError, WasmRefusedError } from './wasm/errors.js'
export { loadWasmEngine, wasmEngine } from './wasm/wasmEngine.js'
