import { accessSync, constants, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { AnvilNotFoundError } from '../errors.js'

const file = process.platform === 'win32' ? 'anvil.exe' : 'anvil'

/**
 * Finds the anvil binary: the variable `ANVIL`, else the npm package of this platform, else the PATH.
 *
 * Throws `AnvilNotFoundError`, with the install line, when there is none; a set `ANVIL` is never passed over.
 */
export function findAnvil(
  env: Readonly<Record<string, string | undefined>> = process.env,
  packaged: () => string | null = findPackaged,
): string {
  if (env.ANVIL) {
    if (isProgram(env.ANVIL)) return env.ANVIL
    throw new AnvilNotFoundError({ looked: [`ANVIL=${env.ANVIL}`] })
  }
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  const candidates = [packaged(), ...folders.map((folder) => join(folder, file))]
  const found = candidates.find((path) => path !== null && isProgram(path))
  if (found) return found
  throw new AnvilNotFoundError({ looked: ['ANVIL', '@foundry-rs/anvil', 'PATH'] })
}

/** The binary's package is a dependency of the wrapper's, so it is looked up from there: pnpm links it nowhere else. */
function findPackaged(): string | null {
  const architectures: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' }
  const name = `@foundry-rs/anvil-${process.platform}-${architectures[process.arch]}`
  try {
    const wrapper = createRequire(import.meta.url).resolve('@foundry-rs/anvil/package.json')
    return join(dirname(createRequire(wrapper).resolve(`${name}/package.json`)), 'bin', file)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND') return null
    throw error
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false // Whatever the reason, it can't be run; the caller says where it looked.
  }
}
