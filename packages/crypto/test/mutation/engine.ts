import fc from 'fast-check'
import { bigintEngine } from '../../src/bigint.js'
import { describeEngine, type Extent } from '../describeEngine.js'

// The same cases for every mutant, and fewer of them: a run takes a second instead of ten.
fc.configureGlobal({ seed: 1 })
const extent: Extent = { every: 3, runs: 4, malformed: true }

describeEngine('BigInt', () => bigintEngine(), extent)
describeEngine('BigInt with tables for bytes', () => bigintEngine({ precompute: 'byte' }), extent)
