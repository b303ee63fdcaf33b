import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

/** What a module and those behind it import at run time: packages by name, our own files by path. */
function loadedBy(path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path)) return seen
  seen.add(path)
  const source = readFileSync(path, 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '')
  for (const [, type, names, from = ''] of source.matchAll(
    /^(?:import|export) (type )?(?:\{([^}]*)\}|\S+) from '([^']+)'/gm,
  )) {
    if (type || names?.split(',').every((name) => /^\s*(type\s.*)?$/.test(name))) continue
    if (from.startsWith('.'))
      loadedBy(fileURLToPath(new URL(from.replace(/\.js$/, '.ts'), `file://${path}`)), seen)
    else seen.add(from)
  }
  return seen
}

const packagesOf = (entry: string) =>
  [...loadedBy(fileURLToPath(new URL(entry, import.meta.url)))].filter((name) => !name.startsWith('/')).sort()

test('sessions and all else load neither the request-signing crypto nor node', () => {
  expect(packagesOf('./index.ts')).toEqual([
    '@zg/contracts',
    '@zg/contracts/read',
    '@zg/contracts/write',
    '@zg/core',
    'viem',
    'viem/actions',
  ])
  expect(packagesOf('./auth/eddsa/index.ts')).toContain('@zg/crypto')
})
