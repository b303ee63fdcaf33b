import { accessSync, constants } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { AnvilNotFoundError } from '../errors.js'

const file = process.platform === 'win32' ? 'anvil.exe' : 'anvil'

/**
 * Finds the anvil binary: the variable `ANVIL`, else the npm package of this platform, else the PATH.
 *
 * Throws `AnvilNotFoundError`, with the install line, when there is none; a set `ANVIL` is never passed over.
 */
export function findAnvil(env: Readonly<Record<string, string | undefined>> = process.env): string {
  if (env.ANVIL) {
    if (isExecutable(env.ANVIL)) return env.ANVIL
    throw new AnvilNotFoundError({ looked: [`ANVIL=${env.ANVIL}`] })
  }
  const candidates = [fromPackage(), ...(env.PATH ?? '').split(delimiter).map((folder) => join(folder, file))]
  const found = candidates.find((path) => path !== null && isExecutable(path))
  if (found) return found
  throw new AnvilNotFoundError({ looked: ['ANVIL', '@foundry-rs/anvil', 'PATH'] })
}

function fromPackage(): string | null {
  const arch = { x64: 'amd64', arm64: 'arm64' }[process.arch as string]
  const os = { linux: 'linux', darwin: 'darwin', win32: 'win32' }[process.platform as string]
  try {
    const wrapper = createRequire(import.meta.url).resolve('@foundry-rs/anvil/package.json')
    const manifest = createRequire(wrapper).resolve(`@foundry-rs/anvil-${os}-${arch}/package.json`)
    return join(dirname(manifest), 'bin', file)
  } catch (error) {
    if (error instanceof Error && 'code' in error && /NOT_FOUND|NOT_EXPORTED/.test(String(error.code)))
      return null
    throw error
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false // Whatever the reason, it can't be run; the caller says where it looked.
  }
}
