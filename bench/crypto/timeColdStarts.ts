import { execFileSync } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from '../../scripts/repository.js'
import type { Times } from './timeSides.js'

const rounds = 11
// Node's loader starts with the first import, whosever it is: four milliseconds that are nobody's.
const setup = `await import('node:path')
const key = Uint8Array.from({ length: 32 }, (_, i) => i * 7 + 1)
const message = Uint8Array.from({ length: 64 }, (_, i) => i * 31 + 7)
const before = process.cpuUsage()
`
const finish = `
const { user, system } = process.cpuUsage(before)
process.stdout.write(String(user + system))
process.exit(0)`

/** Microseconds of the processor, all threads, from before the import to the first signature, in fresh processes that take turns; ours as built. */
export function timeColdStarts(): Times {
  const bin = join(root, 'node_modules/.bin')
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}`, TURBO_TELEMETRY_DISABLED: '1' }
  execFileSync(join(bin, 'turbo'), ['run', 'build', '--filter', '@zg/crypto', '--output-logs=errors-only'], {
    cwd: root,
    env,
    stdio: ['ignore', 2, 2],
  })
  const dist = (name: string) => pathToFileURL(join(root, 'packages/crypto/dist', name)).href
  const programs = {
    circomlibjs: `const { buildEddsa } = await import('circomlibjs')
const eddsa = await buildEddsa()
eddsa.signPedersen(key, message)`,
    wasm: `const { signPedersen } = await import('${dist('index.js')}')
signPedersen(key, message)`,
    bigint: `const { bigintEngine } = await import('${dist('bigint.js')}')
bigintEngine().sign('pedersen', key, message)`,
  }
  const times: Record<string, number[]> = {}
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, program] of Object.entries(programs)) {
      const code = `${setup}${program}${finish}`
      const micros = Number(
        execFileSync(process.execPath, ['--input-type=module', '-e', code], {
          cwd: join(root, 'packages/crypto'),
          encoding: 'utf8',
        }),
      )
      times[name] = [...(times[name] ?? []), micros]
    }
  }
  return times
}
