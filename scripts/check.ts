import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { isMain, root } from './repository.js'
import { runCommand } from './runCommand.js'

type Step = { name: string; command: string; args: string[] }

const bin = (name: string) => join(root, 'node_modules/.bin', name)
const script = (name: string, file: string, ...args: string[]): Step => ({
  name,
  command: process.execPath,
  args: ['--conditions=@zg/source', '--import', 'tsx', join('scripts', file), ...args],
})

const steps: readonly Step[] = [
  { name: 'types', command: bin('tsc'), args: ['-p', 'tsconfig.json', '--noEmit'] },
  script('examples', 'checkExamples.ts'),
  { name: 'lint', command: bin('biome'), args: ['check', '--error-on-warnings'] },
  script('arrows', 'checkArrows.ts'),
  script('duplicates', 'checkDuplicates.ts'),
  script('generated ABIs', 'generateAbis.ts', '--check'),
  script('vectors', 'generateVectors.ts', '--check'),
  script('WebAssembly', 'buildWasm.ts', '--check'),
  script('generated names', 'generateApiNames.ts', '--check'),
]

/** Runs every check, as many at once as there are cores; prints each with its time and says whether all passed. */
export async function check(): Promise<boolean> {
  const waiting = [...steps]
  let passed = true
  const work = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const { code, output, seconds } = await runCommand(step.command, step.args, { cwd: root })
      console.log(`${code === 0 ? '✓' : '✗'} ${step.name.padEnd(16)} ${seconds.toFixed(1).padStart(6)} s`)
      if (code === 0) continue
      passed = false
      console.log(output.trimEnd())
    }
  }
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), 4) }, work))
  return passed
}

if (isMain(import.meta.url)) {
  if (!existsSync(bin('tsc'))) throw new Error('Install first: npx pnpm@10.34.9 install')
  if (!(await check())) process.exitCode = 1
}
