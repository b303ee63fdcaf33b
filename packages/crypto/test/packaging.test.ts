import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

type Manifest = {
  name: string
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
  peerDependenciesMeta?: Record<string, { optional?: boolean }>
  scripts?: Record<string, string>
}

/** A package's manifest and those of all that npm would install with it. */
function installedWith(folder: string): readonly Manifest[] {
  const manifests = new Map<string, Manifest>()
  const visit = (path: string) => {
    if (manifests.has(path)) return
    const manifest: Manifest = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'))
    manifests.set(path, manifest)
    const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } = manifest
    const peers = Object.keys(peerDependencies ?? {}).filter(
      (name) => !peerDependenciesMeta?.[name]?.optional,
    )
    for (const name of [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers])
      visit(locate(name, path))
  }
  visit(realpathSync(folder))
  return [...manifests.values()]
}

function locate(name: string, from: string): string {
  const folders = createRequire(join(from, 'package.json')).resolve.paths(name) ?? []
  const found = folders.map((folder) => join(folder, name)).find((path) => existsSync(path))
  if (!found) throw new Error(`${name} is not installed.`)
  return realpathSync(found)
}

const installed = installedWith(fileURLToPath(new URL('..', import.meta.url)))

test('an installation is two packages', () => {
  expect(installed.map(({ name }) => name).toSorted()).toEqual(['@zg/core', '@zg/crypto'])
})

test('none of them runs a script when it is installed', () => {
  const scripts = installed.flatMap(({ scripts = {} }) => Object.keys(scripts))
  expect(scripts.filter((name) => /^(pre|post)?install$|^prepare$/.test(name))).toEqual([])
})
