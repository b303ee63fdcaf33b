import { defaultEngine } from '@zg/crypto'
import { engineSide } from '../crypto/engineSide.js'
import { warmUpMs } from '../crypto/timeSides.js'
import { median } from '../median.js'
import { timeRun } from '../timeRun.js'
import { checkNative } from './checkNative.js'
import { startNative } from './startNative.js'

const rounds = 11
const leastMs = 25
/** How many times the time of C an operation may take. */
const targets = [
  ['sign', 2.8],
  ['signPrepared', 2.5],
  ['verify', 2.6],
  ['verifyPrepared', 2.6],
  ['pedersen', 2.8],
  ['publicKey', 3],
  ['signPoseidon', 2.6],
  ['poseidon', 2.5],
] as const

/** The default engine beside the same algorithms in C, with the compiler that there is, in turn; `--json` as the others. */
export async function native(flags: readonly string[]): Promise<void> {
  const program = startNative()
  if (!program) throw new Error('There is no C compiler: install clang or gcc.')
  try {
    await checkNative(program)
    const { name, operations } = engineSide('engine', defaultEngine())
    const results = []
    for (const [operation, target] of targets) {
      const run = operations[operation]
      if (!run) throw new Error(`${name} has no ${operation}.`)
      const samples = []
      for (let round = 0; round <= rounds; round += 1) {
        const micros = Number(await program.ask(`time ${operation} ${leastMs * 1000}`)) / 1000
        samples.push({ ours: timeRun(run, round === 0 ? warmUpMs : leastMs), native: micros })
      }
      const timed = samples.slice(1)
      results.push({
        operation,
        micros: median(timed.map(({ ours }) => ours)),
        nativeMicros: median(timed.map((sample) => sample.native)),
        ratio: median(timed.map((sample) => sample.ours / sample.native)),
        target,
      })
    }
    const engine = defaultEngine().name
    if (flags.includes('--json'))
      console.log(JSON.stringify({ compiler: program.compiler, engine, results }, null, 2))
    else {
      console.log(`${engine} beside ${program.compiler}\n`)
      console.log('| operation | engine, µs | C, µs | ratio | target | |\n|---|--:|--:|--:|--:|---|')
      for (const { operation, micros, nativeMicros, ratio, target } of results) {
        const cells = [operation, micros.toFixed(1), nativeMicros.toFixed(1), ratio.toFixed(2), `≤ ${target}`]
        console.log(`| ${cells.join(' | ')} | ${ratio <= target ? 'met' : 'missed'} |`)
      }
    }
  } finally {
    program.stop()
  }
}
