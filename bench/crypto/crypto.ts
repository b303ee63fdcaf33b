import { cpus } from 'node:os'
import { bigintEngine } from '@zg/crypto/bigint'
import { wasmEngine } from '../../packages/crypto/src/wasm.js'
import { circomlibSide } from './circomlibSide.js'
import { engineSide } from './engineSide.js'
import { formatResults, isBelowFloor, measureRows } from './measureRows.js'
import { otherSides } from './otherSides.js'
import { rows } from './rows.js'
import { operations } from './side.js'
import { timeColdStarts } from './timeColdStarts.js'
import { timeSides } from './timeSides.js'

/**
 * Both engines beside circomlibjs 0.1.7 and other libraries, in one process and in turn; cold starts in fresh processes. Leaves with 1 when a
 * floor does not hold. `--json` prints the results as JSON.
 */
export async function crypto(flags: readonly string[]): Promise<void> {
  const engines = [engineSide('wasm', wasmEngine()), engineSide('bigint', bigintEngine())]
  const sides = [await circomlibSide(), ...engines, ...otherSides]
  const results = [
    ...operations.flatMap((operation) => measureRows(operation, timeSides(sides, operation), rows)),
    ...measureRows('coldStart', timeColdStarts(), rows),
  ]
  if (flags.includes('--json')) {
    const machine = { node: process.version, processor: cpus()[0]?.model }
    console.log(JSON.stringify({ ...machine, results }, null, 2))
  } else console.log(formatResults(results))
  if (results.some(isBelowFloor)) process.exitCode = 1
}
