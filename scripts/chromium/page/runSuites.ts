import { type File, startTests, type Task, type VitestRunnerConfig } from '@vitest/runner'

/** What became of one test, as it leaves the page. */
export type Outcome = { name: string; passed: boolean; errors: readonly string[] }

const config: VitestRunnerConfig = {
  root: '/',
  setupFiles: [],
  name: undefined,
  passWithNoTests: false,
  testNamePattern: undefined,
  allowOnly: false,
  sequence: { seed: 0, hooks: 'stack', setupFiles: 'list' },
  chaiConfig: undefined,
  maxConcurrency: 1,
  testTimeout: 60_000,
  hookTimeout: 60_000,
  retry: 0,
  includeTaskLocation: false,
  tags: [],
  tagsFilter: undefined,
  strictTags: false,
}

/** Runs suites by Vitest's own runner, wherever this is: each under its path, by a function that loads it. */
export async function runSuites(
  suites: Readonly<Record<string, () => Promise<unknown>>>,
): Promise<readonly Outcome[]> {
  const files = await startTests(Object.keys(suites), { config, importFile: (path) => suites[path]?.() })
  return files.flatMap(outcomesOf)
}

/** The outcome of each test, and of a file or a group that failed before its tests could run. */
function outcomesOf(task: File | Task): readonly Outcome[] {
  const inside = 'tasks' in task ? task.tasks.flatMap(outcomesOf) : []
  const errors = (task.result?.errors ?? []).map(({ message, diff, stack }) =>
    [message, diff, stack].filter((text) => text !== undefined).join('\n'),
  )
  if ('tasks' in task && errors.length === 0) return inside
  return [{ name: task.fullName, passed: task.result?.state === 'pass', errors }, ...inside]
}
