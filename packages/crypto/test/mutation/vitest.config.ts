import { defineConfig } from 'vitest/config'

/** What Stryker runs for every mutant: the suite on the BigInt engine, and the tests that stand beside the sources. */
export default defineConfig({
  ssr: { resolve: { conditions: ['@zg/source', 'module', 'node', 'development|production'] } },
  test: {
    include: [
      'packages/crypto/test/mutation/engine.ts',
      'packages/crypto/src/bigint/*.test.ts',
      'packages/crypto/src/{babyJubjub,bytes,circomlibForms,field,packPoint,point,signature}.test.ts',
    ],
    testTimeout: 60_000,
  },
})
