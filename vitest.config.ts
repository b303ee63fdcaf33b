import { defineConfig } from 'vitest/config'

const conditions = ['@zg/source', 'module', 'node', 'development|production']
const packages = ['core', 'crypto', 'attestation', 'contracts', 'ledger', 'inference', 'sdk', 'devnet']

/**
 * Tests run on the sources: the `@zg/source` condition of every package points at `src`. Files share their worker's
 * modules, which no package keeps state in: loading viem anew for each would be a third of the time. The devnet's have
 * processes and signals of their own.
 */
const project = (name: string, include: string[]) => ({
  ssr: { resolve: { conditions } },
  test: { name, include, isolate: name === 'devnet', testTimeout: 60_000, hookTimeout: 60_000 },
})

export default defineConfig({
  test: {
    projects: [
      ...packages.map((name) => project(name, [`packages/${name}/{src,test}/**/*.test.ts`])),
      project('browser', ['packages/*/browser/**/*.test.ts']),
      project('repo', ['scripts/**/*.test.ts', 'examples/**/*.test.ts', 'docs/**/*.test.ts']),
    ],
  },
})
