import { spawnSync } from 'node:child_process'
import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'

export type Tool = {
  /** The command, as it is called on PATH. */
  command: string
  /** An environment variable that names the command's file. */
  variable: string
  /** Debian's package. */
  apt: string
  /** The test files that can't run without it, as globs for the runner. */
  suites: readonly string[]
}

export type Missing = Tool & { reason: string }

type Options = {
  env?: NodeJS.ProcessEnv
  /** Installs a Debian package; false when it can't. */
  install?: (packageName: string) => boolean
}

/** Tools that tests need beyond what npm brings; anvil and solc come from npm. */
export const tools: readonly Tool[] = []

/** Finds each tool by its variable, then on PATH, else installs it; returns the ones that stay missing. */
export function ensureTools(wanted: readonly Tool[] = tools, options: Options = {}): Missing[] {
  const env = options.env ?? process.env
  const install = options.install ?? aptInstall
  return wanted.flatMap((tool) => {
    const given = env[tool.variable]
    if (given) return isExecutable(given) ? [] : [{ ...tool, reason: `${tool.variable} names no program` }]
    if (isOnPath(tool.command, env)) return []
    if (install(tool.apt) && isOnPath(tool.command, env)) return []
    const reason = `${tool.command} is missing: install ${tool.apt}, or set ${tool.variable}`
    return [{ ...tool, reason }]
  })
}

function isOnPath(command: string, env: NodeJS.ProcessEnv): boolean {
  return (env.PATH ?? '')
    .split(delimiter)
    .some((folder) => folder !== '' && isExecutable(join(folder, command)))
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

function aptInstall(packageName: string): boolean {
  if (process.getuid?.() !== 0) return false
  const apt = (...args: string[]) =>
    spawnSync('apt-get', args, {
      stdio: ['ignore', 2, 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0
  return apt('update', '-q') && apt('install', '-qy', '--no-install-recommends', packageName)
}
