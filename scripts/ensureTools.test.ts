import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ensureTools, type Tool } from './ensureTools.js'

const tool: Tool = { command: 'fake-tool', variable: 'FAKE_TOOL', apt: 'fake-package', suites: ['x/**'] }
let folder = ''
const program = () => join(folder, 'fake-tool')
const put = () => {
  writeFileSync(program(), '#!/bin/sh\n')
  chmodSync(program(), 0o755)
}
const refuse = () => false

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zg-tools-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a tool that nobody has is installed; when that fails it is named with the remedy', () => {
  const asked: string[] = []
  const install = (name: string) => {
    asked.push(name)
    return false
  }
  expect(ensureTools([tool], { env: { PATH: folder }, install })).toEqual([
    { ...tool, reason: 'fake-tool is missing: install fake-package, or set FAKE_TOOL' },
  ])
  expect(asked).toEqual(['fake-package'])
  const works = () => {
    put()
    return true
  }
  expect(ensureTools([tool], { env: { PATH: folder }, install: works })).toEqual([])
})

test('an installation that brings no such command leaves it missing', () => {
  expect(ensureTools([tool], { env: { PATH: '' }, install: () => true })).toHaveLength(1)
})

test('found by PATH or variable, nothing is installed', () => {
  put()
  const install = () => expect.unreachable('nothing to install')
  expect(ensureTools([tool], { env: { PATH: `/nowhere:${folder}` }, install })).toEqual([])
  expect(ensureTools([tool], { env: { PATH: '', FAKE_TOOL: program() }, install })).toEqual([])
})

test('a variable that names no program is said, not passed over', () => {
  put()
  const env = { PATH: folder, FAKE_TOOL: join(folder, 'absent') }
  expect(ensureTools([tool], { env, install: refuse })).toEqual([
    { ...tool, reason: 'FAKE_TOOL names no program' },
  ])
  expect(ensureTools([tool], { env: { PATH: '', FAKE_TOOL: folder }, install: refuse })).toHaveLength(1)
})
