import { defineConfig } from 'vitest/config'

/** The package's tests without those that ask circomlibjs or run WebAssembly: Stryker runs them for every mutant. */
export default defineConfig({
  ssr: { resolve: { conditions: ['@zg/source', 'module', 'node', 'development|production'] } },
  test: {
    include: ['packages/crypto/{src,test}/**/*.test.ts'],
    exclude: ['packages/crypto/src/wasm/**', 'packages/crypto/test/{oracle,packaging}.test.ts'],
    testTimeout: 60_000,
  },
})
