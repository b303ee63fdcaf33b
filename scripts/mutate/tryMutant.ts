import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SourceFile } from '../repository.js'
import { runCommand } from '../runCommand.js'
import { applyMutation, type Mutation } from './mutations.js'

/** Breaks one line in the copy, runs the package's tests, and puts the line back; says what noticed, or null. */
export async function tryMutant(
  folder: string,
  project: string,
  { file, mutation }: { file: SourceFile; mutation: Mutation },
  timeoutMs: number,
): Promise<string | null> {
  const path = join(folder, file.path)
  writeFileSync(path, applyMutation(file.text, mutation))
  try {
    const beside = file.path.replace(/\.ts$/, '.test.ts')
    if (existsSync(join(folder, beside))) {
      const first = await runTests(folder, project, timeoutMs, beside)
      if (first) return first
    }
    return (await runTests(folder, project, timeoutMs)) ?? (await checkTypes(folder, project, timeoutMs))
  } finally {
    writeFileSync(path, file.text)
  }
}

/** Runs the tests of a project; null when all pass. */
export async function runTests(
  folder: string,
  project: string,
  timeoutMs: number,
  ...files: string[]
): Promise<string | null> {
  const runner = join(folder, 'node_modules/vitest/vitest.mjs')
  const args = [runner, 'run', '--project', project, '--bail', '1', '--reporter=dot', ...files]
  const { code, timedOut } = await runCommand(process.execPath, args, { cwd: folder, timeoutMs })
  if (timedOut) return 'timeout'
  return code === 0 ? null : 'test'
}

/** Type-checks a package's sources; null when they compile. */
export async function checkTypes(folder: string, project: string, timeoutMs: number): Promise<string | null> {
  const compiler = join(folder, 'node_modules/typescript/bin/tsc')
  const config = [
    '-p',
    `packages/${project}/tsconfig.json`,
    '--rootDir',
    '.',
    '--customConditions',
    '@zg/source',
  ]
  const { code } = await runCommand(process.execPath, [compiler, ...config, '--noEmit'], {
    cwd: folder,
    timeoutMs,
  })
  return code === 0 ? null : 'types'
}
