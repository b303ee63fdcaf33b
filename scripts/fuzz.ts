/**
 * Runs a package's suite of random cases over many more of them than `npm test` does: `pnpm fuzz crypto` compares ten thousand with circomlibjs, `pnpm fuzz
 * attestation` flips twenty thousand bits of evidence, each in some ten minutes. A number after the package multiplies the cases of `npm test`.
 */
import { join } from 'node:path'
import { root } from './repository.js'
import { runCommand } from './runCommand.js'

const suites: ReadonlyMap<string, { file: string; times: string }> = new Map([
  ['crypto', { file: 'packages/crypto/test/differential.test.ts', times: '25' }],
  ['attestation', { file: 'packages/attestation/test/flips.test.ts', times: '34' }],
])

const [name = '', factor = suites.get(name)?.times ?? ''] = process.argv.slice(2)
const suite = suites.get(name)
if (!suite || !/^[1-9]\d{0,4}$/.test(factor)) {
  console.error(`Usage: pnpm fuzz ${[...suites.keys()].join('|')} [times]`)
  process.exit(1)
}
const runner = join(root, 'node_modules/vitest/vitest.mjs')
const { code } = await runCommand(process.execPath, [runner, 'run', '--project', name, suite.file], {
  cwd: root,
  stream: true,
  env: { ...process.env, ZG_FUZZ: factor },
})
process.exitCode = code
