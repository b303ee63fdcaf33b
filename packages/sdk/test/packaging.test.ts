import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const packages = fileURLToPath(new URL('../..', import.meta.url))
type Manifest = { name: string; exports: Readonly<Record<string, string | { '@zg/source': string }>> }

/** The source file behind each entry of each package here. */
const entries = new Map(
  readdirSync(packages).flatMap((folder) => {
    const manifest: Manifest = JSON.parse(readFileSync(join(packages, folder, 'package.json'), 'utf8'))
    return Object.entries(manifest.exports).flatMap(([path, target]): (readonly [string, string])[] =>
      typeof target === 'string'
        ? []
        : [[join(manifest.name, path), join(packages, folder, target['@zg/source'])]],
    )
  }),
)

const withoutComments = (source: string) =>
  source.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '')
const onlyTypes = /^(?:import|export) (?:type\b|\{(?:\s*type [^,}]+,?)*\s*\})/

/** All that a program which imports an entry may come to load: our files, with their code, and the names of others' modules. */
function loadedBy(entry: string) {
  const files = new Map<string, string>()
  const others = new Set<string>()
  const visit = (path: string) => {
    if (files.has(path)) return
    const code = withoutComments(readFileSync(path, 'utf8'))
    files.set(path, code)
    const statements = code.matchAll(
      /^(?:import|export)\b[^'"]*?from '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm,
    )
    for (const [statement, named, bare, lazy] of statements) {
      const name = named ?? bare ?? lazy ?? ''
      const own = name.startsWith('.')
        ? resolve(dirname(path), name.replace(/\.js$/, '.ts'))
        : entries.get(name)
      if (onlyTypes.test(statement)) continue
      if (own) visit(own)
      else others.add(name)
    }
  }
  visit(entries.get(entry) ?? '')
  return { files, others: [...others].toSorted() }
}

const platformNames = [
  ...['console', 'process', 'Buffer', 'require(?=\\()', '__dirname', 'global', 'setImmediate'],
  ...['window', 'document', 'self', 'localStorage', 'sessionStorage', 'navigator'],
]

describe('what the facade and all behind it load', () => {
  const { files, others } = loadedBy('@zg/sdk')

  test('is our own code, lazy parts included', () => {
    const folders = new Set([...files.keys()].map((path) => path.slice(packages.length).split('/')[0]))
    expect([...folders].toSorted()).toEqual([
      'attestation',
      'contracts',
      'core',
      'crypto',
      'inference',
      'ledger',
      'sdk',
    ])
  })

  test('needs nothing of Node, no polyfill, and no library beside viem, hashes and what routes', () => {
    expect(
      others.filter((name) => !/^(viem|cockatiel|@noble\/(hashes|ciphers|curves))(\/|$)/.test(name)),
    ).toEqual([])
  })

  test('neither prints nor reaches for what only Node or only a browser has', () => {
    const found = [...files].flatMap(([path, source]) => {
      const code = source.replaceAll(/'[^'\n]*'|`[^`]*`/g, '')
      return (
        platformNames
          .filter((name) => new RegExp(`(?<!\\.)\\b${name}\\b(?!:)`).test(code))
          // A name of the file's own: declared, a parameter, or taken out of an object.
          .filter(
            (name) =>
              !new RegExp(`\\b(const|let) ${name}\\b|[({,]\\s*(\\w+: )?${name}\\??\\s*[:,)}=]`).test(code),
          )
          .map((name) => `${path.slice(packages.length)}: ${name}`)
      )
    })
    expect(found).toEqual([])
  })
})

test('Node’s own modules are behind @zg/sdk/node alone', () => {
  expect(loadedBy('@zg/sdk/node').others.filter((name) => name.startsWith('node:'))).toEqual([
    'node:fs',
    'node:util',
  ])
})
