import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** A package as npm installed it: `name@version`, and its bytes without other packages nested in it. */
export type Installed = { id: string; name: string; bytes: number }

/** Every package in a project's `node_modules`. */
export function listInstalled(project: string): readonly Installed[] {
  const lock = JSON.parse(readFileSync(join(project, 'node_modules/.package-lock.json'), 'utf8'))
  const packages: Record<string, { version: string }> = lock.packages
  return Object.entries(packages).map(([path, { version }]) => {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
    return { id: `${name}@${version}`, name, bytes: sizeOf(join(project, path)) }
  })
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'node_modules' ? sum : sum + sizeOf(path)
    return entry.isFile() ? sum + statSync(path).size : sum
  }, 0)
}
