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

/** Suites run in it by `describeInChromium`. */
export const chromium: Tool = {
  command: 'chromium',
  variable: 'ZG_CHROMIUM',
  apt: 'chromium',
  suites: ['packages/*/browser/**/*.test.ts', 'scripts/chromium/**/*.test.ts'],
}

/** Started by the tests themselves, each on a socket of its own. */
export const redis: Tool = {
  command: 'redis-server',
  variable: 'ZG_REDIS',
  apt: 'redis-server',
  suites: ['packages/*/{src,test}/**/redis*.test.ts'],
}

/** Tools that tests need beyond what npm brings; anvil and solc come from npm. */
export const tools: readonly Tool[] = [chromium, redis]

/** Finds each tool by its variable, then on PATH, else installs it; returns the ones that stay missing. */
export function ensureTools(wanted: readonly Tool[] = tools, options: Options = {}): Missing[] {
  const env = options.env ?? process.env
  const install = options.install ?? aptInstall
  return wanted.flatMap((tool) => {
    if (locateTool(tool, env)) return []
    if (env[tool.variable]) return [{ ...tool, reason: `${tool.variable} names no program` }]
    if (install(tool.apt) && locateTool(tool, env)) return []
    const reason = `${tool.command} is missing: install ${tool.apt}, or set ${tool.variable}`
    return [{ ...tool, reason }]
  })
}

/** The file of a tool: the one that its variable names, else the first on PATH; null when there is none. */
export function locateTool({ command, variable }: Tool, env: NodeJS.ProcessEnv = process.env): string | null {
  const given = env[variable]
  if (given) return isExecutable(given) ? given : null
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  return folders.map((folder) => join(folder, command)).find(isExecutable) ?? null
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
