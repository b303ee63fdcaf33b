import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './repository.js'
import { compileModule } from './wasm/compileModule.js'
import { strip } from './wasm/sections.js'

/** Compiles the WebAssembly module of `@zg/crypto` and writes it as a TypeScript module; with `--check` it compares instead. */
const target = 'packages/crypto/src/wasm/generated/module.ts'

const { module, sourceHash } = await compileModule()
const text = `// Written by scripts/buildWasm.ts from packages/crypto/assembly. Don't edit.

/** SHA-256 of the sources. */
export const sourceHash = '${sourceHash}'

export const moduleBase64 =
  '${Buffer.from(strip(module)).toString('base64')}'
`
if (process.argv.includes('--check')) {
  if (readFileSync(join(root, target), 'utf8') !== text) {
    console.error(`${target} is stale. Run: node --conditions=@zg/source --import tsx scripts/buildWasm.ts`)
    process.exitCode = 1
  }
} else writeFileSync(join(root, target), text)
