/** What this repository reads of the runner's JSON report. */
export type RunnerReport = {
  testResults: {
    name: string
    status: string
    startTime: number
    endTime: number
    assertionResults: { status: string }[]
  }[]
}

export type Suite = {
  name: string
  files: number
  passed: number
  failed: number
  skipped: number
  seconds: number
}

/** Adds a report up by package; a file that failed without a failed test, such as one that did not load, counts as one. */
export function summarize(report: RunnerReport): Suite[] {
  const suites = new Map<string, Suite>()
  for (const file of report.testResults) {
    const name = /packages\/([^/]+)\//.exec(file.name.replaceAll('\\', '/'))?.[1] ?? 'repo'
    const suite = suites.get(name) ?? { name, files: 0, passed: 0, failed: 0, skipped: 0, seconds: 0 }
    const count = (status: string) => file.assertionResults.filter((each) => each.status === status).length
    const failed = count('failed')
    const passed = count('passed')
    suite.files += 1
    suite.passed += passed
    suite.failed += file.status === 'failed' && failed === 0 ? 1 : failed
    suite.skipped += file.assertionResults.length - passed - failed
    suite.seconds += Math.max(0, file.endTime - file.startTime) / 1_000
    suites.set(name, suite)
  }
  return [...suites.values()].sort((a, b) => a.name.localeCompare(b.name))
}

export function formatSuites(suites: readonly Suite[]): string {
  const row = (cells: readonly string[]) =>
    cells.map((cell, index) => (index === 0 ? cell.padEnd(12) : cell.padStart(9))).join('')
  const rows = suites.map((suite) =>
    row([
      suite.name,
      ...[suite.files, suite.passed, suite.failed, suite.skipped].map(String),
      `${suite.seconds.toFixed(1)} s`,
    ]),
  )
  return [row(['suite', 'files', 'passed', 'failed', 'skipped', 'time']), ...rows].join('\n')
}

/** The line that ends a run: `tests: N passed, N failed`, and the skipped where there are any. */
export function closingLine(suites: readonly Suite[]): string {
  const sum = (key: 'passed' | 'failed' | 'skipped') => suites.reduce((total, suite) => total + suite[key], 0)
  const skipped = sum('skipped')
  return `tests: ${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
