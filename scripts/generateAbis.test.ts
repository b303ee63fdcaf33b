import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { compileSolidity } from './compileSolidity.js'
import { findStaleness, generateAbis } from './generateAbis.js'

const repository = dirname(dirname(fileURLToPath(import.meta.url)))
const folders = ['contracts/solidity', 'contracts/src/generated', 'devnet/src/artifacts']
const source = 'packages/contracts/solidity/legacy/Payment.sol'
const ledger = 'packages/contracts/src/generated/legacy/ledgerManager.ts'
const inference = 'packages/contracts/src/generated/legacy/inferenceServing.ts'
const bytecode = 'packages/devnet/src/artifacts/legacy.ts'
const proxy = 'packages/devnet/src/artifacts/proxy.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'abis-'))
  for (const folder of folders) {
    cpSync(join(repository, 'packages', folder), join(root, 'packages', folder), { recursive: true })
  }
})
afterEach(() => rmSync(root, { recursive: true }))

const edit = (path: string, from: string, to: string) => {
  const text = readFileSync(join(root, path), 'utf8')
  expect(text).toContain(from)
  writeFileSync(join(root, path), text.replace(from, to))
}
const check = () => generateAbis({ root, check: true, force: false })

describe('generateAbis', () => {
  it('finds the committed files fresh', () => {
    expect(generateAbis({ root: repository, check: true, force: false })).toEqual([])
  })

  it('names what a changed source makes stale, and nothing else', () => {
    edit(source, 'if (success) return;', 'if (success) { return; }')
    const stale = [ledger, inference, bytecode].map((path) => `${path} is older than its sources`)
    expect(check()).toEqual(stale)
  })

  it('writes only what is stale, and then everything is fresh', () => {
    edit(source, 'library Payment', '/// @dev Another comment.\nlibrary Payment')
    const before = statSync(join(root, proxy)).mtimeMs
    const committed = readFileSync(join(root, bytecode), 'utf8')
    expect(generateAbis({ root, check: false, force: false })).toHaveLength(3)
    expect(check()).toEqual([])
    expect(statSync(join(root, proxy)).mtimeMs).toBe(before)
    // A comment changes the hash of the sources, and not one byte of code.
    const body = (text: string) => text.split('\n').slice(2)
    expect(body(readFileSync(join(root, bytecode), 'utf8'))).toEqual(body(committed))
  })

  it('notices a missing file, and one edited by hand', () => {
    rmSync(join(root, proxy))
    edit(ledger, 'LedgerExists', 'LedgerThere')
    expect(check()).toEqual([`${ledger} was edited by hand`, `${proxy} is missing`])
  })

  it('makes the same files again', () => {
    const paths = [ledger, inference, bytecode, proxy]
    const read = () => paths.map((path) => readFileSync(join(root, path), 'utf8'))
    const before = read()
    generateAbis({ root, check: false, force: true })
    expect(read()).toEqual(before)
  })
})

describe('findStaleness', () => {
  it.each([null, '', 'one line', '// a\n// b\n// c\n\nbody'])('never takes %j for fresh', (text) => {
    expect(findStaleness(text, 'hash')).not.toBeNull()
  })
})

describe('compileSolidity', () => {
  const compile = (code: string, contract = 'A') => {
    writeFileSync(join(root, 'A.sol'), `// SPDX-License-Identifier: MIT\npragma solidity ^0.8.20;\n${code}`)
    return compileSolidity({ root, files: ['A.sol'], contracts: [contract] })
  }

  it('gives ABI and bytecode', () => {
    const contract = compile('contract A { uint256 public constant b = 1; }').get('A')
    expect(contract?.abi).toMatchObject([{ type: 'function', name: 'b' }])
    expect(contract?.bytecode).toMatch(/^0x60[0-9a-f]+$/)
  })

  it.each([
    ['an error', 'contract A { uint256 b = ; }', /ParserError/],
    ['a warning', 'contract A { function f() external { uint256 b; } }', /Unused local variable/],
    ['a missing import', 'import "./B.sol"; contract A {}', /B\.sol/],
    ['another contract', 'contract B {}', /no contract named A/],
  ])('throws for %s', (_name, code, message) => {
    expect(() => compile(code)).toThrow(message)
  })
})
