import { defineConfig } from 'vitest/config'

const conditions = ['@zg/source', 'module', 'node', 'development|production']
const packages = ['core', 'crypto', 'attestation', 'contracts', 'ledger', 'inference', 'sdk', 'devnet']

/** Tests run on the sources: the `@zg/source` condition of every package points at `src`. */
const project = (name: string, include: string[]) => ({
  ssr: { resolve: { conditions } },
  test: { name, include, testTimeout: 60_000, hookTimeout: 60_000 },
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
