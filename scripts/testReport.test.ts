import { expect, test } from 'vitest'
import { closingLine, formatSuites, summarize } from './testReport.js'

const file = (name: string, statuses: string[], status = 'passed') => ({
  name: `/somewhere/${name}`,
  status,
  startTime: 1_000,
  endTime: 2_500,
  assertionResults: statuses.map((each) => ({ status: each })),
})

const suites = summarize({
  testResults: [
    file('packages/ledger/src/a.test.ts', ['passed', 'passed', 'skipped', 'todo']),
    file('packages/ledger/src/b.test.ts', ['passed', 'failed', 'failed'], 'failed'),
    file('packages/core/src/a.test.ts', [], 'failed'),
    file('scripts/a.test.ts', ['passed']),
  ],
})

test('adds up by package', () => {
  expect(suites).toEqual([
    { name: 'core', files: 1, passed: 0, failed: 1, skipped: 0, seconds: 1.5 },
    { name: 'ledger', files: 2, passed: 3, failed: 2, skipped: 2, seconds: 3 },
    { name: 'repo', files: 1, passed: 1, failed: 0, skipped: 0, seconds: 1.5 },
  ])
})

test('the closing line names skipped tests only where there are any', () => {
  expect(closingLine(suites)).toBe('tests: 4 passed, 3 failed, 2 skipped')
  expect(closingLine(suites.filter(({ name }) => name !== 'ledger'))).toBe('tests: 1 passed, 1 failed')
  expect(closingLine([])).toBe('tests: 0 passed, 0 failed')
})

test('the table has a row for each suite', () => {
  expect(formatSuites(suites).split('\n')[2]).toBe(
    'ledger              2        3        2        2    3.0 s',
  )
})
