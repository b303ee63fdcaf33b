import { bigintEngine } from '../src/bigint.js'
import { wasmEngine } from '../src/wasm.js'
import { describeEngine } from './describeEngine.js'

describeEngine('BigInt', () => bigintEngine())
// Differs from the one above in its Pedersen tables alone, and those are large.
describeEngine('BigInt with tables for bytes', () => bigintEngine({ precompute: 'byte' }), {
  every: 3,
  runs: 6,
  malformed: false,
})
describeEngine('WebAssembly', () => wasmEngine())
