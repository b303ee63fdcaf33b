import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { bytesToHex } from '@zg/core'
import { root } from '../../scripts/repository.js'
import { median } from '../median.js'
import type { Evidence } from './evidence.js'
import { programOf, type Side } from './programs.js'

const rounds = 9

/** Milliseconds. */
export type Times = { imported: number; first: number; warm: number; anew: number }

/** Each side's medians over fresh processes that take turns; ours as built. */
export function timeSides({
  quotes,
  root: anchor,
  collateral,
  now,
}: Evidence): Readonly<Record<Side, Times>> {
  build()
  const scratch = mkdtempSync(join(tmpdir(), 'zg-bench-'))
  try {
    const file = join(scratch, 'evidence.json')
    writeFileSync(
      file,
      JSON.stringify({ quotes: quotes.map(bytesToHex), root: bytesToHex(anchor), collateral, now }),
    )
    const samples = Array.from({ length: rounds }, () => ({
      ours: run('ours', file),
      theirs: run('theirs', file),
      theirsOnPage: run('theirsOnPage', file),
    }))
    const middle = (side: Side, what: keyof Times) => median(samples.map((sample) => sample[side][what]))
    const timesOf = (side: Side): Times => ({
      imported: middle(side, 'imported'),
      first: middle(side, 'first'),
      warm: middle(side, 'warm'),
      anew: middle(side, 'anew'),
    })
    return { ours: timesOf('ours'), theirs: timesOf('theirs'), theirsOnPage: timesOf('theirsOnPage') }
  } finally {
    rmSync(scratch, { recursive: true })
  }
}

function run(side: Side, file: string): Times {
  const code = programOf(side, file)
  return JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '-e', code], {
      cwd: join(root, 'packages/attestation'),
      encoding: 'utf8',
    }),
  )
}

function build(): void {
  const bin = join(root, 'node_modules/.bin')
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}`, TURBO_TELEMETRY_DISABLED: '1' }
  execFileSync(
    join(bin, 'turbo'),
    ['run', 'build', '--filter', '@zg/attestation', '--output-logs=errors-only'],
    {
      cwd: root,
      env,
      stdio: ['ignore', 2, 2],
    },
  )
}
