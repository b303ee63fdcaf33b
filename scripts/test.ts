/**
 * Everything that must hold: checks, then every test, with the time of each step and suite. Ends with the count, and
 * with a line for each suite that was left out for want of a tool; `ZG_REQUIRE_TOOLS=1` makes that a failure.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { check } from './check.js'
import { ensureTools } from './ensureTools.js'
import { root } from './repository.js'
import { runCommand } from './runCommand.js'
import { closingLine, formatSuites, type RunnerReport, summarize } from './testReport.js'

const cache = join(root, 'node_modules/.cache/zg')
const reportFile = join(cache, 'tests.json')
rmSync(reportFile, { force: true })
mkdirSync(cache, { recursive: true })

let started = performance.now()
const checked = await check()
console.log(`checks: ${lap()}`)

const missing = ensureTools()
const excluded = missing.flatMap(({ suites }) => suites.map((suite) => `--exclude=${suite}`))
const runner = join(root, 'node_modules/vitest/vitest.mjs')
const reporters = ['--reporter=default', '--reporter=json', `--outputFile=${reportFile}`]
const args = [runner, 'run', ...reporters, ...excluded, ...process.argv.slice(2)]
const { code } = await runCommand(process.execPath, args, { cwd: root, stream: true })
console.log(`\ntests: ${lap()}\n`)

if (!checked) console.log('checks failed, see above\n')
if (existsSync(reportFile)) {
  const report: RunnerReport = JSON.parse(readFileSync(reportFile, 'utf8'))
  const suites = summarize(report)
  console.log(`${formatSuites(suites)}\n\n${closingLine(suites)}`)
} else console.log('the test runner left no report')
for (const { suites, reason } of missing) console.log(`left out: ${suites.join(', ')}: ${reason}`)

const incomplete = missing.length > 0 && process.env.ZG_REQUIRE_TOOLS === '1'
if (!checked || code !== 0 || incomplete || !existsSync(reportFile)) process.exitCode = 1

function lap(): string {
  const now = performance.now()
  const seconds = (now - started) / 1_000
  started = now
  return `${seconds.toFixed(1)} s`
}
