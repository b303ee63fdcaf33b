import { keccak_256 } from '@noble/hashes/sha3.js'
import { bytesToHex } from '@zg/core'
import { expect, test } from 'vitest'
import { filled } from '../../test/samples.js'
import { keccak256 } from './keccak.js'

test('every length that one block holds, as another implementation has it', () => {
  for (let length = 0; length < 136; length += 1) {
    const message = filled(length, length)
    expect(bytesToHex(keccak256(message))).toBe(bytesToHex(keccak_256(message)))
    expect(message).toEqual(filled(length, length))
  }
})
