/**
 * Joins the modules of a package that `tsc` has built, run in its folder: one file for each entry point, one for each part that they share.
 * Reading two hundred small modules took a program longer than running them. Types and other packages stay as they are.
 */
import { readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'

const { exports } = JSON.parse(readFileSync('package.json', 'utf8'))
const entryPoints = Object.values(exports).flatMap((entry) => entry.default ?? [])

await build({
  entryPoints,
  outdir: 'joined',
  outbase: 'dist',
  bundle: true,
  splitting: true,
  packages: 'external',
  format: 'esm',
  platform: 'neutral',
  target: 'es2022',
  logLevel: 'warning',
})
for (const path of readdirSync('dist', { recursive: true, encoding: 'utf8' })) {
  if (/\.js(\.map)?$/.test(path)) rmSync(join('dist', path))
}
for (const path of readdirSync('joined', { recursive: true, encoding: 'utf8' })) {
  if (path.endsWith('.js')) renameSync(join('joined', path), join('dist', path))
}
rmSync('joined', { recursive: true })
