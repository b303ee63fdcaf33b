import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { listFiles, listPackages, root } from '../repository.js'

/**
 * A copy of the repository to break. Installed packages are linked, but `@zg/*` leads to the copy's own packages, so
 * that no test of the copy reads the original's sources.
 */
export function createWorkspaceCopy(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'zg-mutate-'))
  for (const path of listFiles()) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    cpSync(join(root, path), join(folder, path))
  }
  linkModules(folder, '')
  for (const name of listPackages()) linkModules(folder, join('packages', name))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

function linkModules(folder: string, inside: string): void {
  const from = join(root, inside, 'node_modules')
  const to = join(folder, inside, 'node_modules')
  if (!existsSync(from)) return
  mkdirSync(to, { recursive: true })
  for (const entry of readdirSync(from)) {
    // Caches belong to one tree.
    if (/^\.(cache|vite|vite-temp|zg-install)$/.test(entry)) continue
    if (entry !== '@zg') symlinkSync(join(from, entry), join(to, entry))
  }
  if (!existsSync(join(from, '@zg'))) return
  mkdirSync(join(to, '@zg'))
  for (const name of readdirSync(join(from, '@zg'))) {
    symlinkSync(join(folder, 'packages', name), join(to, '@zg', name))
  }
}
