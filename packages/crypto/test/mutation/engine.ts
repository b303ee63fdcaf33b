import fc from 'fast-check'
import { bigintEngine } from '../../src/bigint.js'
import { describeEngine } from '../describeEngine.js'

// The same cases for every mutant, and few of them: what a wrong engine does is wrong nearly everywhere.
fc.configureGlobal({ seed: 1 })

describeEngine('BigInt', () => bigintEngine(), { every: 6, runs: 2, malformed: true })
describeEngine('with tables for bytes', () => bigintEngine({ precompute: 'byte' }), {
  every: 24,
  runs: 1,
  malformed: false,
})
