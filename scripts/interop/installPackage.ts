import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const cache = fileURLToPath(new URL('../../node_modules/.cache/zg-interop/', import.meta.url))

/** Installs packages from the registry into a folder of their own, once, and gives the `require` of that folder. */
export function installPackage(...packages: readonly string[]): NodeJS.Require {
  const folder = join(cache, packages.join('+').replaceAll(/[@/]/g, '_'))
  const done = join(folder, '.installed')
  if (!existsSync(done)) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
    console.error(`Installing ${packages.join(', ')} …`)
    execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...packages], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    writeFileSync(done, '')
  }
  return createRequire(join(folder, 'package.json'))
}
