import { gzipSync } from 'node:zlib'
import { build, type Metafile } from 'esbuild'
import { root } from '../repository.js'
import type { Budget } from './budgets.js'

/** Bytes, minified and gzipped, of what importing an entry, or some names of it, loads at once, with what `later` adds; made of the sources. */
export async function measureEntry({
  entry,
  names,
  later = [],
  external = [],
}: Omit<Budget, 'bytes'>): Promise<number> {
  const what = names ? `{ ${names.join(', ')} }` : '*'
  const lines = [
    `export ${what} from ${JSON.stringify(entry)}`,
    ...later.map((one) => `export * from ${JSON.stringify(one)}`),
  ]
  const { outputFiles, metafile } = await build({
    stdin: {
      contents: lines.join('\n'),
      resolveDir: root,
      sourcefile: 'entry.js',
    },
    absWorkingDir: root,
    external: [...external],
    conditions: ['@zg/source', 'module', 'browser'],
    bundle: true,
    splitting: true,
    minify: true,
    metafile: true,
    write: false,
    outdir: 'bundle',
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'silent',
  })
  const early = loadedAtOnce(metafile)
  return outputFiles
    .filter(({ path }) => early.some((name) => path.endsWith(name)))
    .reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0)
}

/** The outputs that the entry's imports lead to, without those that the program imports when it runs. */
function loadedAtOnce({ outputs }: Metafile): readonly string[] {
  const seen = new Set<string>()
  const visit = (name: string) => {
    if (seen.has(name)) return
    seen.add(name)
    for (const { path, kind, external } of outputs[name]?.imports ?? [])
      if (kind === 'import-statement' && !external) visit(path)
  }
  for (const [name, { entryPoint }] of Object.entries(outputs)) if (entryPoint === 'entry.js') visit(name)
  return [...seen]
}
