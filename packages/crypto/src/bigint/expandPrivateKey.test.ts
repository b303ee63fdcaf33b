import { expect, test } from 'vitest'
import { expandPrivateKey } from './expandPrivateKey.js'

test('scalars are multiples of 8 between 2^254 and 2^255', () => {
  for (let seed = 0; seed < 64; seed += 1) {
    const { scalar } = expandPrivateKey(new Uint8Array(32).fill(seed))
    expect(scalar & 7n).toBe(0n)
    expect(scalar >> 254n).toBe(1n)
  }
})
