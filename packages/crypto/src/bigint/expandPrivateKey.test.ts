import { concatBytes } from '@zg/core'
import { expect, test } from 'vitest'
import { bytesToInteger } from '../bytes.js'
import { subgroupOrder } from '../point.js'
import { blake512 } from './blake.js'
import { expandPrivateKey } from './expandPrivateKey.js'

test('scalars are multiples of 8 between 2^254 and 2^255', () => {
  for (let seed = 0; seed < 64; seed += 1) {
    const { scalar } = expandPrivateKey(new Uint8Array(32).fill(seed))
    expect(scalar & 7n).toBe(0n)
    expect(scalar >> 254n).toBe(1n)
  }
})

test('a cleared key has no secret left that nonces are made of', () => {
  const message = Uint8Array.of(1, 2, 3)
  const nonceFrom = (seed: Uint8Array) => bytesToInteger(blake512(concatBytes(seed, message))) % subgroupOrder
  const privateKey = new Uint8Array(32).fill(7)
  const key = expandPrivateKey(privateKey)
  expect(key.nonceOf(message)).toBe(nonceFrom(blake512(privateKey).subarray(32)))
  key.clear()
  expect(key.nonceOf(message)).toBe(nonceFrom(new Uint8Array(32)))
})
