import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './repository.js'
import { compileModule } from './wasm/compileModule.js'
import { disassemble } from './wasm/disassemble.js'
import { findLeaks } from './wasm/secretFlow.js'
import { strip } from './wasm/sections.js'

/**
 * Compiles the WebAssembly module of `@zg/crypto` and writes it as a TypeScript module; with `--check` it compares instead.
 * Refuses a module in which a secret reaches a branch or an address while keys are handled.
 */
const target = 'packages/crypto/src/wasm/generated/module.ts'

/** What handles private keys. The challenge is a hash of what a signature publishes: nonce point, public key and message. */
const secretPath = {
  roots: ['derivePublicKey', 'sign', 'signExpanded', 'clearSecrets'],
  publicFunctions: ['challenge/challenge'],
}

const { module, sourceHash } = await compileModule()
const leaks = findLeaks(disassemble(module), secretPath)
if (leaks.length > 0) throw new Error(`Secrets decide what runs or what is read:\n${leaks.join('\n')}`)
const text = `// Written by scripts/buildWasm.ts from packages/crypto/assembly. Don't edit.

/** SHA-256 of the sources. */
export const sourceHash = '${sourceHash}'

/** In hex, which packs better than base64: equal bytes are equal text, wherever they stand. */
export const moduleHex =
  '${Buffer.from(strip(module)).toString('hex')}'
`
if (process.argv.includes('--check')) {
  if (readFileSync(join(root, target), 'utf8') !== text) {
    console.error(`${target} is stale. Run: node --conditions=@zg/source --import tsx scripts/buildWasm.ts`)
    process.exitCode = 1
  }
} else writeFileSync(join(root, target), text)
