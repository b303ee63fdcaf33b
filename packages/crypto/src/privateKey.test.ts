import { describe, expect, test } from 'vitest'
import { signPedersen } from './eddsaPedersen.js'
import { signPoseidon } from './eddsaPoseidon.js'
import { InvalidPrivateKeyError } from './errors.js'
import { createPrivateKey, expandPrivateKey, getPublicKey } from './privateKey.js'

const uses = [
  ['getPublicKey', getPublicKey],
  ['signPedersen', (key: Uint8Array) => signPedersen(key, new Uint8Array(8))],
  ['signPoseidon', (key: Uint8Array) => signPoseidon(key, 1n)],
  ['createPrivateKey', (key: Uint8Array) => createPrivateKey(() => key)],
] as const

describe.each(uses)('%s', (_, use) => {
  test.each([0, 31, 33, 64])('refuses a key of %i bytes', (length) => {
    expect(() => use(new Uint8Array(length))).toThrow(new InvalidPrivateKeyError({ length }))
  })

  test.each([['x'.repeat(32)], [new Array(32).fill(1)], [null]])('refuses %s', (key) => {
    // @ts-expect-error malformed on purpose
    expect(() => use(key)).toThrow(new InvalidPrivateKeyError({ length: null }))
  })

  test('takes 32 bytes and leaves them alone', () => {
    const key = new Uint8Array(32).fill(1)
    expect(() => use(key)).not.toThrow()
    expect(key).toEqual(new Uint8Array(32).fill(1))
  })
})

test('keys are random, or from the source that was given', () => {
  expect(createPrivateKey()).toHaveLength(32)
  expect(createPrivateKey()).not.toEqual(createPrivateKey())
  expect(createPrivateKey((bytes) => bytes.fill(7))).toEqual(new Uint8Array(32).fill(7))
})

test('scalars are multiples of 8 between 2^254 and 2^255', () => {
  for (let seed = 0; seed < 64; seed += 1) {
    const { scalar } = expandPrivateKey(new Uint8Array(32).fill(seed))
    expect(scalar & 7n).toBe(0n)
    expect(scalar >> 254n).toBe(1n)
  }
})
