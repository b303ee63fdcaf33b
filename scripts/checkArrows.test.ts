import { describe, expect, test } from 'vitest'
import { arrows } from './arrows.js'
import { findViolations } from './checkArrows.js'
import { listFiles, readFiles } from './repository.js'

const found = (path: string, text: string) => findViolations([{ path, text }])
const source = (specifier: string) =>
  specifier === 'Buffer' ? `export const x = Buffer.from('')` : `import { x } from '${specifier}'`

/** For each row: what is forbidden anywhere in its sources. */
const forbidden: Record<string, string[]> = {
  'packages/core': ['@zg/crypto', 'viem', 'node:fs', 'fs', 'Buffer', 'vitest'],
  'packages/crypto': ['@zg/contracts', 'viem', 'node:crypto', 'Buffer', 'circomlibjs', 'viem/utils'],
  'packages/contracts': ['@zg/crypto', '@zg/ledger', 'viem/actions', 'node:fs', 'Buffer'],
  'packages/ledger': ['@zg/inference', '@zg/crypto', '@zg/sdk', 'node:fs', 'Buffer', '@zg/inference/eddsa'],
  'packages/inference': ['@zg/ledger', '@zg/attestation', '@zg/attestation/quote', 'node:crypto', 'Buffer'],
  'packages/attestation': ['viem', 'viem/utils', 'node:crypto', 'Buffer', '@zg/contracts'],
  'packages/sdk': ['@zg/gateway', '@zg/devnet', 'circomlibjs', 'node:fs', 'Buffer'],
  'packages/gateway': ['viem', 'viem/actions', '@zg/contracts', '@zg/inference', '@zg/ledger'],
  'packages/devnet': ['@zg/ledger', '@zg/inference', '@zg/crypto', '@zg/attestation', '@zg/sdk', 'vitest'],
  'apps/cli': ['@zg/ledger', '@zg/inference', '@zg/contracts', 'circomlibjs'],
  'apps/playground': ['@zg/ledger', '@zg/gateway', '@zg/crypto', 'node:fs', 'Buffer'],
}

const planted = Object.entries(forbidden).flatMap(([folder, all]) =>
  all.map((what) => [folder, what] as const),
)

test('every row has planted violations', () => {
  expect(Object.keys(forbidden)).toEqual(arrows.map(({ folder }) => folder))
})

test.each(planted)('%s must not use %s', (folder, what) => {
  expect(found(`${folder}/src/planted.ts`, source(what))).toEqual([
    expect.stringMatching(new RegExp(`^${folder}/src/planted\\.ts: .* must not use ${what} here$`)),
  ])
})

/** Each exception: allowed in one file, a violation in its neighbour. */
test.each([
  ['packages/core/src/node/file.ts', 'packages/core/src/nodes.ts', 'node:fs'],
  ['packages/core/src/node.ts', 'packages/core/src/units.ts', 'Buffer'],
  ['packages/core/src/testing.ts', 'packages/core/src/index.ts', 'vitest'],
  ['packages/core/src/testing/describeStore.ts', 'packages/core/src/store/memoryStore.ts', 'vitest'],
  ['packages/contracts/src/read/readCall.ts', 'packages/contracts/src/protocol.ts', 'viem/actions'],
  ['packages/contracts/src/write/writeCall.ts', 'packages/contracts/src/errors/write.ts', 'viem/actions'],
  ['packages/inference/src/auth/eddsa/auth.ts', 'packages/inference/src/auth/session/auth.ts', '@zg/crypto'],
  [
    'packages/inference/src/auth/eddsa/auth.ts',
    'packages/inference/src/auth/auth.ts',
    '@noble/ciphers/aes.js',
  ],
  ['packages/sdk/src/node.ts', 'packages/sdk/src/index.ts', 'node:process'],
  ['packages/sdk/src/createBrokerFromEnv.ts', 'packages/sdk/src/createBroker.ts', 'node:fs'],
  ['packages/devnet/src/vitest.ts', 'packages/devnet/src/index.ts', 'vitest'],
])('%s may, %s may not use %s', (allowed, neighbour, what) => {
  expect(found(allowed, source(what))).toEqual([])
  expect(found(neighbour, source(what))).toHaveLength(1)
})

test('a single allowed entry does not open its package', () => {
  const verification = 'packages/inference/src/verification/verify.ts'
  expect(found(verification, source('@zg/attestation/response'))).toEqual([])
  expect(found(verification, source('@zg/attestation/simulate'))).toHaveLength(1)
  const evidence = 'packages/devnet/src/provider/evidence.ts'
  expect(found(evidence, source('@zg/attestation/simulate'))).toEqual([])
  expect(found(evidence, source('@zg/attestation/response'))).toHaveLength(1)
})

test.each([
  `export { x } from 'viem'`,
  `import type { X } from 'viem'`,
  `const x = await import('viem')`,
  `import 'viem'`,
  `import {\n  x,\n} from 'viem'`,
])('sees %j', (text) => {
  expect(found('packages/crypto/src/planted.ts', text)).toHaveLength(1)
})

test('comments, strings and tests are no imports', () => {
  expect(found('packages/crypto/src/x.ts', `// import { x } from 'viem'\nexport const a = "Buffer"`)).toEqual(
    [],
  )
  expect(found('packages/crypto/src/x.test.ts', source('viem'))).toEqual([])
})

test('fetch is called only where the row allows it', () => {
  for (const call of ['await fetch(url)', 'await globalThis.fetch(url)']) {
    expect(found('packages/ledger/src/x.ts', call)).toHaveLength(1)
    expect(found('packages/contracts/src/protocol.ts', call)).toHaveLength(1)
    expect(found('packages/contracts/src/read/x.ts', call)).toEqual([])
    expect(found('packages/inference/src/x.ts', call)).toEqual([])
  }
})

describe('package.json', () => {
  const manifest = (folder: string, text: object) => found(`${folder}/package.json`, JSON.stringify(text))

  test.each(planted.filter(([, what]) => /^(@zg\/[a-z]+|viem|vitest|circomlibjs)$/.test(what)))(
    '%s must not depend on %s',
    (folder, what) => {
      const exceptions = ['packages/core vitest', 'packages/devnet vitest']
      // The import is limited to one folder or entry: the dependency itself is in order.
      const limited = [...exceptions, 'packages/inference @zg/attestation', 'packages/devnet @zg/attestation']
      const expected = limited.includes(`${folder} ${what}`) ? 0 : 1
      expect(manifest(folder, { peerDependencies: { [what]: '*' } })).toHaveLength(expected)
    },
  )

  test('libraries take viem as a peer', () => {
    expect(manifest('packages/ledger', { dependencies: { viem: '2' } })).toHaveLength(1)
    expect(manifest('packages/ledger', { peerDependencies: { viem: '2' } })).toEqual([])
    expect(manifest('packages/devnet', { dependencies: { viem: '2' } })).toEqual([])
  })

  test('the command takes the devnet as an optional peer', () => {
    const peerDependencies = { '@zg/devnet': '*' }
    const peerDependenciesMeta = { '@zg/devnet': { optional: true } }
    expect(manifest('apps/cli', { dependencies: peerDependencies })).toHaveLength(1)
    expect(manifest('apps/cli', { peerDependencies })).toHaveLength(1)
    expect(manifest('apps/cli', { peerDependencies, peerDependenciesMeta })).toEqual([])
  })

  test('devDependencies are free', () => {
    expect(manifest('packages/crypto', { devDependencies: { circomlibjs: '*', viem: '*' } })).toEqual([])
  })
})

test('a package without a row is reported', () => {
  expect(found('packages/novel/src/index.ts', '')).toEqual([
    'packages/novel/src/index.ts: its package has no row',
  ])
})

test('the repository has no violation', () => {
  const paths = listFiles().filter((path) => /^(packages|apps)\/[^/]+\/(src\/|package\.json$)/.test(path))
  expect(paths.length).toBeGreaterThan(20)
  expect(findViolations(readFiles(paths))).toEqual([])
})
