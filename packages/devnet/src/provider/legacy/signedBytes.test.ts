import { bytesToHex } from 'viem'
import { expect, test } from 'vitest'
import { packedKey, signedBytes } from './signedBytes.js'

test('the 64 signed bytes of a recorded request', () => {
  const bytes = signedBytes(
    {
      nonce: 17325017303560040n,
      inputFee: 100000000000000000000n,
      user: '0xabcdefabcdefabcdefabcdefabcdefabcdefabcd',
    },
    '0x1234567890123456789012345678901234567890',
  )
  expect(bytesToHex(bytes)).toBe(
    '0x682f1bee028d3d00000010632d5ec76b0500000000000000cdabefcdabefcdabefcdabefcdabefcdabefcdab9078563412907856341290785634129078563412',
  )
})

test('the packed key of a recorded account', () => {
  const key = packedKey([0x358c421da8bd4447ac8a38d16283f0dn, 0xc07e980fd906d6b714cd37c83be8ee7n])
  expect(bytesToHex(key)).toBe('0x0d3f28168da3c87a44d48bda21c45803e78ebe837cd34c716b6d90fd80e9070c')
})

test('of a half that is too large for a key the rest is left out', () => {
  expect(packedKey([2n ** 128n + 1n, 0n])).toEqual(Uint8Array.of(1, ...Array(31).fill(0)))
})
