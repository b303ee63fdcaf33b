import { bigintEngine } from '../src/bigint.js'
import { wasmEngine } from '../src/wasm.js'
import { describeEngine } from './describeEngine.js'

describeEngine('BigInt', () => bigintEngine())
describeEngine('BigInt with tables for bytes', () => bigintEngine({ precompute: 'byte' }))
describeEngine('WebAssembly', () => wasmEngine())
