import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '')

export type SourceFile = { path: string; text: string }

/** Files that git would commit, tracked or new, as paths from the root. */
export function listFiles(): string[] {
  const options = { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 } as const
  const output = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], options)
  return [...new Set(output.split('\0'))].filter((path) => path !== '' && existsSync(join(root, path))).sort()
}

export function readFiles(paths: readonly string[]): SourceFile[] {
  return paths.map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}

export function listPackages(): string[] {
  return readdirSync(join(root, 'packages')).sort()
}

export function isTest(path: string): boolean {
  return /\.(test|test-d)\.ts$|(^|\/)tests?\//.test(path)
}

export function isGenerated(path: string): boolean {
  return /(^|\/)(generated|artifacts|vectors)\//.test(path)
}

/** True when the module was started by its own name, not imported. */
export function isMain(moduleUrl: string): boolean {
  return process.argv[1] === fileURLToPath(moduleUrl)
}
