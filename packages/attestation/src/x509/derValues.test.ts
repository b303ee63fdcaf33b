import { bytesToHex, hexToBytes } from '@zg/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MalformedEvidenceError } from '../errors.js'
import { derOid, derSmallInteger, derTime } from '../simulate/encodeDer.js'
import { readDer } from './der.js'
import {
  readBoolean,
  readBytesOfBits,
  readNamedBits,
  readOid,
  readSmallInteger,
  readTime,
  readUnsigned,
} from './derValues.js'
import { readEcdsaSignature } from './signatureAlgorithm.js'

const der = (hex: string) => readDer(hexToBytes(hex))
const text = (time: string) => der(`${time.length === 13 ? '17' : '18'}${hexOf(time)}`)
const hexOf = (time: string) => bytesToHex(Uint8Array.of(time.length, ...new TextEncoder().encode(time)))

test('object identifiers', () => {
  // RFC 5280 and X.690 8.19.5 give these.
  expect(readOid(der('0603551d13'))).toBe('2.5.29.19')
  expect(readOid(der('06082a8648ce3d030107'))).toBe('1.2.840.10045.3.1.7')
  expect(readOid(der('0603883703'))).toBe('2.999.3')
  const arcs = fc.array(fc.nat({ max: 0xffffffff }), { maxLength: 8 })
  fc.assert(
    fc.property(fc.nat({ max: 2 }), fc.nat({ max: 39 }), arcs, (first, second, rest) => {
      const dotted = [first, second, ...rest].join('.')
      expect(readOid(readDer(derOid(dotted)))).toBe(dotted)
    }),
  )
})

test('integers', () => {
  expect(readUnsigned(der('02020080'))).toEqual(Uint8Array.of(0x80))
  expect(readUnsigned(der('020100'))).toEqual(Uint8Array.of(0))
  fc.assert(
    fc.property(fc.nat({ max: 0xffffffff }), (value) => {
      expect(readSmallInteger(readDer(derSmallInteger(value)))).toBe(value)
    }),
  )
})

test('booleans and bits', () => {
  expect([readBoolean(der('0101ff')), readBoolean(der('010100'))]).toEqual([true, false])
  expect(readBytesOfBits(der('03030001ff'))).toEqual(Uint8Array.of(1, 0xff))
  expect([readNamedBits(der('03020106')), readNamedBits(der('030100'))]).toEqual([6, 0])
})

test('times', () => {
  expect(readTime(text('490101000000Z'))).toBe(Date.UTC(2049, 0, 1))
  expect(readTime(text('500101000000Z'))).toBe(Date.UTC(1950, 0, 1))
  expect(readTime(text('20240229235959Z'))).toBe(Date.UTC(2024, 1, 29, 23, 59, 59))
  fc.assert(
    fc.property(fc.nat({ max: 4_000_000_000 }), (seconds) => {
      expect(readTime(readDer(derTime(seconds * 1000)))).toBe(seconds * 1000)
    }),
  )
})

test.each<[string, () => unknown]>([
  ['an empty identifier', () => readOid(der('0600'))],
  ['a padded arc', () => readOid(der('06032a8001'))],
  ['an arc that is cut off', () => readOid(der('06022a86'))],
  ['an arc beyond 32 bits', () => readOid(der('06072affffffffff7f'))],
  ['an empty integer', () => readUnsigned(der('0200'))],
  ['a negative integer', () => readUnsigned(der('020180'))],
  ['a padded integer', () => readUnsigned(der('02020001'))],
  ['an integer of five bytes', () => readSmallInteger(der('02050100000000'))],
  ['an integer where a text is', () => readUnsigned(der('040101'))],
  ['a boolean that is 1', () => readBoolean(der('010101'))],
  ['a boolean of two bytes', () => readBoolean(der('0102ffff'))],
  ['bits that are no whole bytes', () => readBytesOfBits(der('03020106'))],
  ['bits without a count', () => readBytesOfBits(der('0300'))],
  ['eight unused bits', () => readNamedBits(der('03020800'))],
  ['unused bits that are set', () => readNamedBits(der('03020101'))],
  ['unused bits of nothing', () => readNamedBits(der('030101'))],
  ['a day that does not exist', () => readTime(text('230229000000Z'))],
  ['the hour 24', () => readTime(text('230228240000Z'))],
  ['a time without seconds', () => readTime(text('2302280000Z'))],
  ['a time in another zone', () => readTime(text('230228000000+0100'))],
  ['a time with fractions', () => readTime(text('20230228000000.5Z'))],
  ['a time of another kind', () => readTime(der('0401ff'))],
  ['half a signature', () => readEcdsaSignature(hexToBytes('3003020101'), 32)],
  ['three halves', () => readEcdsaSignature(hexToBytes('3009020101020101020101'), 32)],
  ['a padded half', () => readEcdsaSignature(hexToBytes('300702020001020101'), 32)],
  ['a negative half', () => readEcdsaSignature(hexToBytes('3006020181020101'), 32)],
  ['a half that is too long', () => readEcdsaSignature(hexToBytes('30080203010000020101'), 2)],
  ['a byte behind a signature', () => readEcdsaSignature(hexToBytes('300602010102010100'), 32)],
])('%s is refused', (_, read) => {
  expect(read).toThrow(MalformedEvidenceError)
})
