import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const rounds = 15
const timer = `const before = process.cpuUsage()
const started = performance.now()
await import(process.argv[1])
const { user, system } = process.cpuUsage(before)
process.stdout.write(JSON.stringify({ cpu: (user + system) / 1000, ms: performance.now() - started }))`

/** Milliseconds to import a module: as the clock saw them, and as the processor worked on it, which other programs disturb less. */
export type ImportTime = { cpu: number; ms: number }

/** Times imports in fresh processes, one module after the other in each round. */
export function timeImports(modules: readonly string[]): readonly (readonly ImportTime[])[] {
  const samples = modules.map((): ImportTime[] => [])
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, module] of modules.entries()) {
      const { stdout, stderr, status } = load(module)
      if (status !== 0) throw new Error(`Importing ${module} failed:\n${stderr}`)
      if (round > 0) samples[index]?.push(JSON.parse(stdout.slice(stdout.lastIndexOf('{'))))
    }
  }
  return samples
}

/** URLs of all files that importing a module loads, as the engine's own coverage lists them. */
export function listLoaded(module: string): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'zg-coverage-'))
  try {
    load(module, { NODE_V8_COVERAGE: folder })
    const files = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')))
    return files.flatMap(({ result }: { result: readonly { url: string }[] }) => result.map(({ url }) => url))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** A module that imports what these packages import of viem, and nothing else. */
export function writeViemParts(project: string, packages: readonly string[]): string {
  const found = packages.flatMap((name) => {
    const text = readCode(join(project, 'node_modules', name, 'dist'))
    return [...text.matchAll(/from ['"](viem[^'"]*)['"]/g)].map(([, path]) => path)
  })
  const path = join(project, 'viemParts.mjs')
  writeFileSync(path, [...new Set(found)].map((one) => `import '${one}'\n`).join(''))
  return pathToFileURL(path).href
}

const readCode = (folder: string): string =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.js'))
    .map((path) => readFileSync(join(folder, path), 'utf8'))
    .join('\n')

const load = (module: string, env: NodeJS.ProcessEnv = {}) =>
  spawnSync(process.execPath, ['--input-type=module', '-e', timer, module], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, ...env },
  })
