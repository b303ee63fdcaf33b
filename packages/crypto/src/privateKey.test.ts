import { describe, expect, test } from 'vitest'
import { signPedersen } from './eddsaPedersen.js'
import { signPoseidon } from './eddsaPoseidon.js'
import { InvalidPrivateKeyError } from './errors.js'
import { createPrivateKey, getPublicKey } from './privateKey.js'

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
