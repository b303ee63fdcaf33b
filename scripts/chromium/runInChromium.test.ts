import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ChromiumOptions, runInChromium } from './runInChromium.js'

let files = ''
beforeAll(() => {
  files = mkdtempSync(join(tmpdir(), 'zg-chromium-'))
  writeFileSync(join(files, 'file.txt'), 'a file of this machine')
})
afterAll(() => rmSync(files, { recursive: true, force: true }))

const run = (name: string, options: Partial<ChromiumOptions> = {}) =>
  runInChromium({
    suites: [new URL(`samples/${name}.suite.ts`, import.meta.url)],
    where: 'page',
    files,
    ...options,
  })
const isPage = 'is the page'
const isWorker = 'is the worker'
const compiles = 'compiles WebAssembly'
const rest = ['reads a file', 'counts on a secure context']

test.each([
  ['page', undefined, [isPage, compiles, ...rest]],
  ['worker', undefined, [isWorker, compiles, ...rest]],
  ['page', "script-src 'self'", [isPage, ...rest]],
  ['worker', "script-src 'self'", [isWorker, ...rest]],
] as const)('a suite in the %s with the policy %s', async (where, policy, passing) => {
  const outcomes = await run('where', policy === undefined ? { where } : { where, policy })
  const suite = 'scripts/chromium/samples/where.suite.ts > here'
  expect(outcomes).toHaveLength(5)
  expect(outcomes.filter(({ passed }) => passed).map(({ name }) => name)).toEqual(
    passing.map((name) => `${suite} > ${name}`),
  )
  for (const { passed, errors } of outcomes) expect(errors.length > 0).toBe(!passed)
})

test('a failed test says what was expected', async () => {
  const outcomes = await run('where')
  const failed = outcomes.find(({ name }) => name.endsWith(isWorker))
  expect(failed?.errors.join('\n')).toContain("expected 'page' to be 'worker'")
})

test('a suite that breaks before its tests run fails', async () => {
  const outcomes = await run('broken')
  expect(outcomes.map(({ passed }) => passed)).toContain(false)
  expect(outcomes.flatMap(({ errors }) => errors).join('\n')).toContain('broken while it was collected')
})

test('a suite that does not end is given up', async () => {
  await expect(run('endless', { timeoutMs: 3_000 })).rejects.toThrow('did not end in 3000 ms')
})

test('a suite that needs Node is refused by name', async () => {
  await expect(run('needsNode')).rejects.toThrow('node:fs')
})

test('where the policy forbids the script itself, nothing passes for a run', async () => {
  await expect(run('where', { policy: "script-src 'none'", timeoutMs: 3_000 })).rejects.toThrow('did not end')
  await expect(run('where', { where: 'worker', policy: "worker-src 'none'" })).rejects.toThrow('worker')
})
