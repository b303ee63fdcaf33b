import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { root } from '../repository.js'

const inPage = (name: string) => fileURLToPath(new URL(`page/${name}.ts`, import.meta.url))

/**
 * Joins suites and all that they import into one module for Chromium, which runs them on loading and hands the outcomes
 * to the global function `report`. Fails on a suite that imports what only Node has.
 */
export async function bundleSuites(
  suites: readonly URL[],
  report: 'report' | 'postMessage',
): Promise<string> {
  const paths = suites.map((suite) => fileURLToPath(suite))
  const loaders = paths.map(
    (path) => `${JSON.stringify(relative(root, path))}: () => import(${JSON.stringify(path)}),`,
  )
  const { outputFiles } = await build({
    stdin: {
      contents: `import { runSuites } from ${JSON.stringify(inPage('runSuites'))}
        runSuites({ ${loaders.join(' ')} }).then(
          (outcomes) => ${report}({ outcomes }),
          (error) => ${report}({ failure: String(error?.stack ?? error) }),
        )`,
      resolveDir: root,
    },
    alias: { vitest: inPage('vitest') },
    conditions: ['@zg/source', 'module', 'browser'],
    define: { 'process.env.NODE_ENV': '"test"' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    keepNames: true,
    logLevel: 'silent',
  })
  return outputFiles.map(({ text }) => text).join('')
}
