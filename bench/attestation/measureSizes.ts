import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { root } from '../../scripts/repository.js'
import { measureEntry } from '../../scripts/sizes/measureEntry.js'

/** Bytes, minified and gzipped, of what a page loads to verify a quote. Theirs without the polyfills that its README asks for. */
export async function measureSizes(): Promise<{ ours: number; theirs: number }> {
  const { outputFiles } = await build({
    stdin: {
      contents: "export { QuoteVerifier } from '@phala/dcap-qvl'",
      resolveDir: join(root, 'packages/attestation'),
    },
    external: ['crypto', 'stream', 'http', 'https', 'url', 'zlib', 'vm'],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'error',
  })
  const theirs = outputFiles.reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0)
  return { ours: await measureEntry({ entry: '@zg/attestation', names: ['verifyTdxQuote'] }), theirs }
}
