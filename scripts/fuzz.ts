/**
 * Runs a package's differential tests over many more cases than `npm test` does: `pnpm fuzz crypto`, ten thousand cases in some ten minutes.
 * A number after the package multiplies the cases of `npm test`.
 */
import { join } from 'node:path'
import { root } from './repository.js'
import { runCommand } from './runCommand.js'

const [name = '', factor = '25'] = process.argv.slice(2)
if (name !== 'crypto' || !/^[1-9]\d{0,4}$/.test(factor)) {
  console.error('Usage: pnpm fuzz crypto [times]')
  process.exit(1)
}
const runner = join(root, 'node_modules/vitest/vitest.mjs')
const { code } = await runCommand(
  process.execPath,
  [runner, 'run', '--project', name, 'packages/crypto/test/differential.test.ts'],
  { cwd: root, stream: true, env: { ...process.env, ZG_FUZZ: factor } },
)
process.exitCode = code
