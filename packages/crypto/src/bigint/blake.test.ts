import { blake256 as reference256, blake512 as reference512 } from '@noble/hashes/blake1.js'
import { bytesToHex } from '@zg/core'
import { expect, test } from 'vitest'
import { filled } from '../../test/samples.js'
import { blake256, blake512 } from './blake.js'

test('the published digest of one zero byte', () => {
  expect(bytesToHex(blake256(new Uint8Array(1)))).toBe(
    '0ce8d4ef4dd7cd8d62dfded9d4edb0a774ae6a41929a74da23109e8f11139c87',
  )
  expect(bytesToHex(blake512(new Uint8Array(1)))).toBe(
    '97961587f6d970faba6d2478045de6d1fabd09b61ae50932054d52bc29d31be4ff9102b9f69e2bbdb83be13d4b9c06091e5fa0b48bd081b634058be0ec49beb3',
  )
})

test('every length over several blocks, as another implementation has it', () => {
  for (let length = 0; length <= 400; length += 1) {
    const message = filled(length, length)
    expect(bytesToHex(blake256(message))).toBe(bytesToHex(reference256(message)))
    expect(bytesToHex(blake512(message))).toBe(bytesToHex(reference512(message)))
    expect(message).toEqual(filled(length, length))
  }
})
