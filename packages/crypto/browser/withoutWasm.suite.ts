import { expect, test } from 'vitest'
import { defaultEngine, getPublicKey, pedersenHash, signPedersen, verifyPedersen } from '../src/index.js'
import { loadWasmEngine, WasmRefusedError, wasmEngine } from '../src/wasm.js'
import { describeEngine } from '../test/describeEngine.js'
import { filled } from '../test/samples.js'

test('the WebAssembly engine says that it is refused, at once and later', async () => {
  expect(() => wasmEngine()).toThrow(WasmRefusedError)
  await expect(loadWasmEngine()).rejects.toThrow(WasmRefusedError)
})

test('the functions compute with BigInt instead', () => {
  const [key, message] = [filled(32), filled(64)]
  expect(verifyPedersen(message, signPedersen(key, message), getPublicKey(key))).toBe(true)
  expect(pedersenHash(message)).toHaveLength(32)
  expect(defaultEngine().name).toBe('bigint')
})

describeEngine('the default engine', () => defaultEngine(), { every: 4, runs: 3, malformed: true })
