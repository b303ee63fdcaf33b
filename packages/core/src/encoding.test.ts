import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  base64ToBytes,
  bytesToBase64,
  bytesToHex,
  bytesToUtf8,
  concatBytes,
  hexToBytes,
  InvalidEncodingError,
  utf8ToBytes,
} from './encoding.js'

const bytes = fc.uint8Array({ maxLength: 300 })

test('hex agrees with Node, both ways', () => {
  fc.assert(
    fc.property(bytes, (value) => {
      const hex = Buffer.from(value).toString('hex')
      expect(bytesToHex(value)).toBe(hex)
      expect(hexToBytes(hex)).toEqual(value)
      expect(hexToBytes(`0x${hex.toUpperCase()}`)).toEqual(value)
    }),
  )
})

test('a pair of characters is read exactly when both are hex digits', () => {
  const character = fc.integer({ min: 0, max: 0x200 }).map((code) => String.fromCharCode(code))
  fc.assert(
    fc.property(character, character, (first, second) => {
      const pair = first + second
      if (/^[0-9a-f]{2}$/i.test(pair))
        expect(hexToBytes(pair)).toEqual(Uint8Array.of(Number.parseInt(pair, 16)))
      else expect(() => hexToBytes(pair)).toThrow(InvalidEncodingError)
    }),
    { numRuns: 2000 },
  )
})

test('base64 agrees with Node, both ways', () => {
  fc.assert(
    fc.property(bytes, (value) => {
      const text = Buffer.from(value).toString('base64')
      expect(bytesToBase64(value)).toBe(text)
      expect(base64ToBytes(text)).toEqual(value)
    }),
  )
})

test('UTF-8 agrees with Node, both ways', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(utf8ToBytes(text)).toEqual(new Uint8Array(Buffer.from(text)))
      expect(bytesToUtf8(utf8ToBytes(text))).toBe(text)
    }),
  )
  expect(bytesToUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x41))).toBe('\uFEFFA')
})

describe('refuses', () => {
  test.each(['0', '0xabc', 'zz', '0x 1', 'ab cd', '0x0x12'])('hex %j', (text) => {
    expect(() => hexToBytes(text)).toThrow(InvalidEncodingError)
  })

  test.each(['a', 'ab', 'abc', 'ab=', 'abcd=', '====', 'ab c', 'ab\n=', 'a-_=', 'ab==cd=='])(
    'base64 %j',
    (text) => {
      expect(() => base64ToBytes(text)).toThrow(InvalidEncodingError)
    },
  )

  test.each([[[0x80]], [[0xc0, 0x80]], [[0xed, 0xa0, 0x80]], [[0xf5, 0x80, 0x80, 0x80]], [[0xe2, 0x82]]])(
    'UTF-8 %j',
    (value) => {
      expect(() => bytesToUtf8(Uint8Array.from(value))).toThrow(InvalidEncodingError)
    },
  )

  test('without repeating the text, which may be a secret', () => {
    expect(() => hexToBytes('0xc0ffee-secret-')).toThrow(
      'The text is not valid hex: it holds characters other than 0-9 and a-f.',
    )
    expect(() => hexToBytes('0xabc')).toThrow('The text is not valid hex: its length is odd.')
    expect(() => base64ToBytes('secret')).toThrow(
      'The text is not valid base64: it is not padded standard base64.',
    )
  })
})

test('concatBytes joins in order', () => {
  expect(concatBytes()).toEqual(new Uint8Array())
  expect(concatBytes(Uint8Array.of(1, 2), new Uint8Array(), Uint8Array.of(3))).toEqual(Uint8Array.of(1, 2, 3))
})
