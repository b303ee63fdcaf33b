import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { fieldPrime } from '../../packages/crypto/src/field.js'
import { subgroupOrder } from '../../packages/crypto/src/point.js'
import { root } from '../repository.js'
import { constantsSource } from './constants.js'
import { fieldSource } from './fieldSource.js'
import { sigmaSource } from './sigmaSource.js'

const folder = join(root, 'packages/crypto')
const layout = 'src/wasm/layout.ts'

const options = [
  '--runtime=stub',
  '--noAssert',
  '--debug',
  '--optimizeLevel=3',
  '--shrinkLevel=1',
  '--zeroFilledMemory',
  '--use=abort=',
]

type Compiler = {
  main: (
    args: readonly string[],
    host: {
      readFile: (name: string) => string | null
      writeFile: (name: string, contents: Uint8Array | string) => void
      listFiles: () => string[]
    },
  ) => Promise<{ error: Error | null; stderr: { toString: () => string } }>
}

/** All that the module is made of, by path: what is written under `assembly`, and what is computed. */
export function sources(): Map<string, string> {
  const names = readdirSync(join(folder, 'assembly')).filter((name) => name.endsWith('.ts'))
  const written = [...names.map((name) => `assembly/${name}`), layout].sort()
  return new Map([
    ...written.map((name): [string, string] => [name, readFileSync(join(folder, name), 'utf8')]),
    ['assembly/constants.ts', constantsSource()],
    ['assembly/sigma.ts', sigmaSource()],
    ['assembly/unrolled.ts', fieldSource(fieldPrime, subgroupOrder)],
  ])
}

/** Compiles sources, by path from the package's folder; functions have their names in a custom section. */
export async function compile(files: ReadonlyMap<string, string>, entry: string): Promise<Uint8Array> {
  const compiler = join(folder, 'node_modules/assemblyscript/dist/asc.js')
  const { main }: Compiler = await import(pathToFileURL(compiler).href)
  let module: Uint8Array | undefined
  const { error, stderr } = await main([entry, '--outFile=module.wasm', ...options], {
    readFile: (name) => files.get(name) ?? null,
    writeFile: (name, contents) => {
      if (name === 'module.wasm' && typeof contents !== 'string') module = contents
    },
    listFiles: () => [],
  })
  const messages = stderr.toString()
  // A warning is a conversion that nobody asked for.
  if (error || !module || messages.includes('WARNING')) throw new Error(`asc failed.\n${messages}`)
  return module
}

/** The module of `@zg/crypto` and the hash of its sources. */
export async function compileModule(): Promise<{ module: Uint8Array; sourceHash: string }> {
  const files = sources()
  const hash = createHash('sha256').update(JSON.stringify([...files, options]))
  return { module: await compile(files, 'assembly/index.ts'), sourceHash: hash.digest('hex') }
}
