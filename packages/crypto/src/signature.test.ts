import { concatBytes } from '@zg/core'
import { describe, expect, test } from 'vitest'
import { integerToBytes } from './bytes.js'
import { InvalidSignatureError } from './errors.js'
import { Base8, identity, packPoint } from './index.js'
import { packSignature, unpackSignature } from './signature.js'

const most = 2n ** 256n - 1n

test.each([0n, 1n, most])('packed, and unpacked again: S = %s', (S) => {
  const packed = packSignature({ R8: Base8, S })
  expect(packed).toEqual(concatBytes(packPoint(Base8), integerToBytes(S)))
  expect(unpackSignature(packed)).toEqual({ R8: Base8, S })
})

test.each([-1n, most + 1n])('32 bytes can hold no S = %s', (S) => {
  expect(() => packSignature({ R8: Base8, S })).toThrow(
    new InvalidSignatureError({ reason: 'scalar', length: null }),
  )
})

test.each([1, '1', undefined])('an S that is no bigint: %s', (S) => {
  // @ts-expect-error malformed on purpose
  expect(() => packSignature({ R8: Base8, S })).toThrow(
    new InvalidSignatureError({ reason: 'scalar', length: null }),
  )
})

describe('unpackSignature refuses', () => {
  test.each([0, 10, 63, 65])('%i bytes', (length) => {
    expect(() => unpackSignature(new Uint8Array(length))).toThrow(
      new InvalidSignatureError({ reason: 'length', length }),
    )
  })

  test.each([
    ['no point', new Uint8Array(64).fill(255)],
    ['the identity, which packs but does not unpack', packSignature({ R8: identity, S: 1n })],
  ])('%s', (_, bytes) => {
    expect(() => unpackSignature(bytes)).toThrow(new InvalidSignatureError({ reason: 'point', length: 64 }))
  })

  test.each([['x'.repeat(64)], [new Array(64).fill(0)], [null]])('%s', (value) => {
    // @ts-expect-error malformed on purpose
    expect(() => unpackSignature(value)).toThrow(
      new InvalidSignatureError({ reason: 'length', length: null }),
    )
  })
})

test("the caller's bytes are left alone", () => {
  const packed = packSignature({ R8: Base8, S: 5n })
  packed[31] = (packed[31] ?? 0) | 0x80
  const before = Uint8Array.from(packed)
  unpackSignature(packed)
  expect(packed).toEqual(before)
})
