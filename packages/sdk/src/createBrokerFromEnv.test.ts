import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { privateKeyToAddress } from 'viem/accounts'
import { afterAll, expect, test } from 'vitest'
import { createBrokerFromEnv } from './createBrokerFromEnv.js'
import { InvalidNetworkError, MissingKeyError } from './errors.js'

const [one, two] = [`${'11'.repeat(32)}`, `${'22'.repeat(32)}`]
const folder = mkdtempSync(join(tmpdir(), 'zg-env-'))
const path = join(folder, '.env')
writeFileSync(path, `# a comment\nPRIVATE_KEY="${one}"\nZG_NETWORK=devnet\n`)
afterAll(() => rmSync(folder, { recursive: true }))

test('reads the file', () => {
  expect(createBrokerFromEnv({ path, env: {} }).getAddress()).toBe(privateKeyToAddress(`0x${one}`))
})

test('the environment wins over the file', () => {
  expect(createBrokerFromEnv({ path, env: { PRIVATE_KEY: two } }).getAddress()).toBe(
    privateKeyToAddress(`0x${two}`),
  )
})

test('an empty variable counts as none', () => {
  expect(createBrokerFromEnv({ path, env: { PRIVATE_KEY: '' } }).getAddress()).toBe(
    privateKeyToAddress(`0x${one}`),
  )
})

test('without a key it says where it looked', () => {
  const missing = join(folder, 'no-such-file')
  const attempt = () => createBrokerFromEnv({ path: missing, env: { ZG_NETWORK: 'devnet' } })
  expect(attempt).toThrow(MissingKeyError)
  expect(attempt).toThrow(`PRIVATE_KEY in the environment and in ${missing}`)
})

test('an unknown network, or none, is refused', () => {
  const env = { PRIVATE_KEY: one }
  expect(() => createBrokerFromEnv({ path, env: { ...env, ZG_NETWORK: 'mainet' } })).toThrow(
    "\"mainet\" is not a network.\nPass network ('devnet', 'testnet', 'mainnet')",
  )
  expect(() => createBrokerFromEnv({ path: join(folder, 'none'), env })).toThrow(InvalidNetworkError)
})

test('an endpoint alone is enough', () => {
  const env = { PRIVATE_KEY: one, RPC_URL: 'http://127.0.0.1:1' }
  expect(createBrokerFromEnv({ path: join(folder, 'none'), env }).getAddress()).toBe(
    privateKeyToAddress(`0x${one}`),
  )
})

test('a file that cannot be read is an error, not a missing one', () => {
  expect(() => createBrokerFromEnv({ path: folder, env: {} })).toThrow('EISDIR')
})

test('the file is .env of the working directory, unless another is named', () => {
  const before = process.cwd()
  process.chdir(folder)
  try {
    expect(createBrokerFromEnv({ env: {} }).getAddress()).toBe(privateKeyToAddress(`0x${one}`))
  } finally {
    process.chdir(before)
  }
})
