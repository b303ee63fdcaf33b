import { readFileSync } from 'node:fs'
import { bytesToHex, hexToBytes } from '@zg/core'
import { describe, expect, test } from 'vitest'
import {
  base8,
  createPrivateKey,
  getPublicKey,
  groupOrder,
  InvalidPrivateKeyError,
  InvalidSignatureError,
  identity,
  inCurve,
  multiplyPoint,
  PoseidonWidthError,
  packPoint,
  packSignature,
  pedersenHash,
  poseidonHash,
  poseidonHashes,
  signPedersen,
  signPoseidon,
  subgroupOrder,
  unpackPoint,
  unpackSignature,
  verifyPedersen,
  verifyPoseidon,
} from './index.js'

type Vector = {
  name: string
  privateKey: string
  publicKey: string
  message: string
  signature: string
  hashed: string
  hash: string
}
const vectors: Vector[] = JSON.parse(
  readFileSync(new URL('../vectors/eddsaPedersen.json', import.meta.url), 'utf8'),
)
const key = new Uint8Array(32).fill(1)

describe.each(vectors)(
  'recorded vector: $name',
  ({ privateKey, publicKey, message, signature, hashed, hash }) => {
    test('public key', () => {
      expect(bytesToHex(packPoint(getPublicKey(hexToBytes(privateKey))))).toBe(publicKey)
    })
    test('signature', () => {
      expect(bytesToHex(packSignature(signPedersen(hexToBytes(privateKey), hexToBytes(message))))).toBe(
        signature,
      )
      const unpacked = unpackPoint(hexToBytes(publicKey))
      expect(
        unpacked && verifyPedersen(hexToBytes(message), unpackSignature(hexToBytes(signature)), unpacked),
      ).toBe(true)
    })
    test('Pedersen hash', () => {
      expect(bytesToHex(pedersenHash(hexToBytes(hashed)))).toBe(hash)
    })
  },
)

describe('private keys', () => {
  test.each([0, 31, 33, 64])('of %i bytes are refused', (length) => {
    const bad = new Uint8Array(length)
    for (const use of [() => getPublicKey(bad), () => signPedersen(bad, key), () => signPoseidon(bad, 1n)]) {
      expect(use).toThrow(InvalidPrivateKeyError)
      expect(use).toThrow(`A private key has 32 bytes, not ${length}.`)
    }
  })

  test('are random, from the source that was given', () => {
    expect(createPrivateKey()).toHaveLength(32)
    expect(createPrivateKey()).not.toEqual(createPrivateKey())
    expect(createPrivateKey((bytes) => bytes.fill(7))).toEqual(new Uint8Array(32).fill(7))
  })

  test('the identity comes of scalar 0 and of the order', () => {
    expect(multiplyPoint(base8, 0n)).toEqual(identity)
    expect(multiplyPoint(base8, subgroupOrder)).toEqual(identity)
    expect(multiplyPoint(base8, -1n)).toEqual(multiplyPoint(base8, groupOrder - 1n))
    expect(subgroupOrder * 8n).toBe(groupOrder)
    expect(inCurve(base8)).toBe(true)
    expect(inCurve({ x: 1n, y: 2n })).toBe(false)
  })
})

describe('nothing malformed verifies, throws or loops', () => {
  const message = new Uint8Array(8)
  const { R8, S } = signPedersen(key, message)
  const A = getPublicKey(key)
  const bad: readonly [string, unknown, unknown][] = [
    ['S negative', { R8, S: -1n }, A],
    ['S minus the order', { R8, S: S - subgroupOrder }, A],
    ['S too large', { R8, S: S + subgroupOrder }, A],
    ['S a number', { R8, S: 1 }, A],
    ['S missing', { R8 }, A],
    ['R8 null', { R8: null, S }, A],
    ['R8 not on the curve', { R8: { x: 1n, y: 2n }, S }, A],
    [
      'R8 not reduced',
      {
        R8: {
          x: R8.x,
          y: R8.y + 21888242871839275222246405745257275088548364400416034343698204186575808495617n,
        },
        S,
      },
      A,
    ],
    ['R8 negative', { R8: { x: -R8.x, y: R8.y }, S }, A],
    ['no signature', null, A],
    ['a text', 'signature', A],
    ['no key', { R8, S }, null],
    ['key not on the curve', { R8, S }, { x: 0n, y: 0n }],
    ['key of numbers', { R8, S }, { x: 0, y: 1 }],
  ]

  test.each(bad)('%s', (_, signature, publicKey) => {
    // @ts-expect-error malformed on purpose
    expect(verifyPedersen(message, signature, publicKey)).toBe(false)
    // @ts-expect-error malformed on purpose
    expect(verifyPoseidon(1n, signature, publicKey)).toBe(false)
  })

  test.each([0, 10, 63, 65])('a packed signature of %i bytes', (length) => {
    expect(() => unpackSignature(new Uint8Array(length))).toThrow(InvalidSignatureError)
    expect(() => unpackSignature(new Uint8Array(length))).toThrow(`it has ${length} bytes instead of 64`)
  })

  test('a packed signature whose point is none', () => {
    expect(() => unpackSignature(new Uint8Array(64).fill(0xff))).toThrow(
      'its first 32 bytes are no point of the curve',
    )
  })

  test.each([0, 31, 33])('a packed point of %i bytes', (length) => {
    expect(unpackPoint(new Uint8Array(length))).toBeNull()
  })
})

test("the caller's bytes are never changed", () => {
  const packed = packPoint(multiplyPoint(base8, 5n)).map((byte, i) => (i === 31 ? byte | 0x80 : byte))
  const inputs = [packed, new Uint8Array(64).fill(9), Uint8Array.from(key)]
  const copies = inputs.map((bytes) => Uint8Array.from(bytes))
  unpackPoint(packed)
  pedersenHash(inputs[1] ?? key)
  signPedersen(inputs[2] ?? key, inputs[1] ?? key)
  getPublicKey(inputs[2] ?? key)
  expect(inputs).toEqual(copies)
})

describe('Poseidon', () => {
  const inputs = (count: number) => Array.from({ length: count }, () => 1n)

  test('knows its published value', () => {
    expect(poseidonHash([1n, 2n])).toBe(
      7853200120776062878684798364095072458815029376092732009249414926327459813530n,
    )
  })

  test.each([0, 17])('refuses %i inputs', (count) => {
    expect(() => poseidonHash(inputs(count))).toThrow(PoseidonWidthError)
    expect(() => poseidonHash(inputs(count))).toThrow(`Poseidon takes 1 to 16 inputs, not ${count}.`)
  })

  test.each([0, 4, 1.5])('refuses %d outputs of 2 inputs', (outputs) => {
    expect(() => poseidonHashes(inputs(2), { outputs })).toThrow(
      `Poseidon takes 1 to 3 outputs, not ${outputs}.`,
    )
  })
})

test('the hash of no bytes is the packed identity', () => {
  expect(bytesToHex(pedersenHash(new Uint8Array()))).toBe(`01${'00'.repeat(31)}`)
})
