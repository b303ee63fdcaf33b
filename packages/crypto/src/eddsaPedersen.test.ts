import { bytesToHex, hexToBytes } from '@zg/core'
import { describe, expect, test } from 'vitest'
import { filled } from '../test/samples.js'
import vectors from '../vectors/eddsaPedersen.json' with { type: 'json' }
import { signPedersen, verifyPedersen } from './eddsaPedersen.js'
import { InvalidMessageError } from './errors.js'
import { packPoint, unpackPoint } from './index.js'
import { pedersenHash } from './pedersen.js'
import { getPublicKey } from './privateKey.js'
import { packSignature, unpackSignature } from './signature.js'

describe.each(vectors)('recorded request: $name', (vector) => {
  const privateKey = hexToBytes(vector.privateKey)
  const message = hexToBytes(vector.message)

  test('public key', () => {
    expect(bytesToHex(packPoint(getPublicKey(privateKey)))).toBe(vector.publicKey)
  })

  test('signature', () => {
    expect(bytesToHex(packSignature(signPedersen(privateKey, message)))).toBe(vector.signature)
  })

  test('verification from the packed forms', () => {
    const signature = unpackSignature(hexToBytes(vector.signature))
    const publicKey = unpackPoint(hexToBytes(vector.publicKey))
    expect(publicKey && verifyPedersen(message, signature, publicKey)).toBe(true)
    expect(publicKey && verifyPedersen(message.subarray(1), signature, publicKey)).toBe(false)
  })

  test('Pedersen hash', () => {
    expect(bytesToHex(pedersenHash(hexToBytes(vector.hashed)))).toBe(vector.hash)
  })
})

test('three requests are recorded', () => {
  expect(vectors.map(({ signature }) => signature.slice(0, 8))).toEqual(['f7d52161', '40b76869', '30064a9b'])
})

describe('messages', () => {
  const key = filled(32)
  const signature = signPedersen(key, filled(64))

  test.each([['a text'], [[1, 2]], [null], [undefined], [7n]])('%s is refused', (message) => {
    // @ts-expect-error malformed on purpose
    expect(() => signPedersen(key, message)).toThrow(InvalidMessageError)
    // @ts-expect-error malformed on purpose
    expect(verifyPedersen(message, signature, getPublicKey(key))).toBe(false)
  })

  test('another message is another signature', () => {
    expect(signPedersen(key, filled(64))).toEqual(signature)
    expect(signPedersen(key, filled(64, 8)).R8).not.toEqual(signature.R8)
    expect(verifyPedersen(filled(64, 8), signature, getPublicKey(key))).toBe(false)
  })

  test("the caller's bytes are left alone", () => {
    const message = filled(64)
    signPedersen(key, message)
    verifyPedersen(message, signature, getPublicKey(key))
    expect([key, message]).toEqual([filled(32), filled(64)])
  })
})
