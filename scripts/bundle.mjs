/**
 * Joins the modules of a package that `tsc` has built, run in its folder: one file for each entry point, one for each part that they share.
 * Reading two hundred small modules took a program longer than running them. Types and other packages stay as they are.
 *
 * With `--together` all that the entries have stands in one file, `all.js`, which they hand on: fewer files to find for a program that imports the
 * main entry, and bundlers leave out what is not used. For packages whose entries run on the same platforms.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { build } from 'esbuild'

const { exports } = JSON.parse(readFileSync('package.json', 'utf8'))
const entryPoints = Object.values(exports).flatMap((entry) => entry.default ?? [])
const options = {
  bundle: true,
  packages: 'external',
  format: 'esm',
  platform: 'neutral',
  target: 'es2022',
  logLevel: 'warning',
}

if (process.argv.includes('--together')) await joinTogether()
else await build({ ...options, entryPoints, outdir: 'joined', outbase: 'dist', splitting: true })
for (const path of readdirSync('dist', { recursive: true, encoding: 'utf8' })) {
  if (/\.js(\.map)?$/.test(path)) rmSync(join('dist', path))
}
for (const path of readdirSync('joined', { recursive: true, encoding: 'utf8' })) {
  if (path.endsWith('.js')) renameSync(join('joined', path), join('dist', path))
}
rmSync('joined', { recursive: true })

async function joinTogether() {
  const { metafile } = await build({
    ...options,
    entryPoints,
    outdir: 'joined',
    write: false,
    metafile: true,
  })
  const contents = entryPoints.map((path) => `export * from '${path}'`).join('\n')
  await build({ ...options, stdin: { contents, resolveDir: '.' }, outfile: 'joined/all.js' })
  for (const { entryPoint, exports } of Object.values(metafile.outputs)) {
    const path = join('joined', relative('dist', entryPoint))
    mkdirSync(dirname(path), { recursive: true })
    const all = relative(dirname(path), 'joined/all.js').replaceAll('\\', '/')
    writeFileSync(path, `export { ${exports.join(', ')} } from '${all.startsWith('.') ? all : `./${all}`}'\n`)
  }
}
