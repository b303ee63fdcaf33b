import { bytesToHex, concatBytes } from '@zg/core'
import { afterEach, expect, test, vi } from 'vitest'
import { bigintEngine } from './bigintEngine.js'
import { blake512 } from './blake.js'

afterEach(() => {
  vi.restoreAllMocks()
})

const key = new Uint8Array(32).fill(7)
const message = Uint8Array.of(1, 2, 3)

/** What arrays held when they were overwritten with zeros. */
function clearedBy(run: () => unknown): readonly string[] {
  const cleared: string[] = []
  const fill = Uint8Array.prototype.fill
  vi.spyOn(Uint8Array.prototype, 'fill').mockImplementation(function (
    this: Uint8Array,
    value,
    start?: number,
    end?: number,
  ) {
    if (value === 0) cleared.push(bytesToHex(this))
    return fill.call(this, value, start, end)
  })
  run()
  vi.restoreAllMocks()
  return cleared
}

const expanded = () => {
  const hash = blake512(key)
  hash[0] = (hash[0] ?? 0) & 0xf8
  hash[31] = ((hash[31] ?? 0) & 0x7f) | 0x40
  return hash
}

test('says its name', () => {
  expect(bigintEngine().name).toBe('bigint')
})

test('a signature leaves neither the expanded key nor what its nonce was made of', () => {
  const engine = bigintEngine()
  const secret = concatBytes(expanded().subarray(32), message)
  const cleared = clearedBy(() => engine.sign('pedersen', key, message))
  for (const bytes of [expanded(), secret, blake512(secret)]) expect(cleared).toContain(bytesToHex(bytes))
  // Nor the blocks that the key and the seed were hashed in.
  for (const hashed of [key, secret])
    expect(cleared.some((hex) => hex.length === 2 * 128 && hex.startsWith(`${bytesToHex(hashed)}80`))).toBe(
      true,
    )
})

test('nor does a public key, nor a signer that was disposed of', () => {
  const engine = bigintEngine()
  expect(clearedBy(() => engine.publicKey(key))).toContain(bytesToHex(expanded()))
  const signer = engine.prepareSigner(key)
  expect(clearedBy(() => signer.sign('pedersen', message))).not.toContain(bytesToHex(expanded()))
  expect(clearedBy(() => signer.dispose())).toContain(bytesToHex(expanded()))
})
