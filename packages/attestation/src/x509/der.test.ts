import { bytesToHex, hexToBytes } from '@zg/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MalformedEvidenceError } from '../errors.js'
import { encodeDer } from '../simulate/encodeDer.js'
import { derTag, fieldsOf, readDer, readSeries } from './der.js'

test.each([0, 1, 127, 128, 255, 256, 65_535, 65_536])(
  'reads what the encoder writes, of %i bytes',
  (length) => {
    const content = Uint8Array.from({ length }, (_, index) => index % 251)
    const element = readDer(encodeDer(derTag.octetString, content))
    expect(element.tag).toBe(derTag.octetString)
    expect(bytesToHex(element.content)).toBe(bytesToHex(content))
  },
)

test.each([
  ['nothing', ''],
  ['a tag alone', '30'],
  ['content that is cut off', '0402ff'],
  ['a byte behind the value', '0401ff00'],
  ['a tag of two bytes', '1f8101ff'],
  ['an indefinite length', '30800000'],
  ['a length that is cut off', '0482ff'],
  ['a length of two bytes that fits in one', '048101ff'],
  ['a length with a leading zero', `04820080${'00'.repeat(128)}`],
  ['a length of four bytes', '048400000001ff'],
])('%s is refused', (_, hex) => {
  expect(() => readDer(hexToBytes(hex))).toThrow(MalformedEvidenceError)
})

test('takes a sequence apart, and refuses what is left over', () => {
  const fields = fieldsOf(readDer(hexToBytes('3006020101040102')))
  expect(fields.optional(derTag.boolean)).toBeUndefined()
  expect(fields.next(derTag.integer).content).toEqual(Uint8Array.of(1))
  expect(() => fields.end()).toThrow('1 fields are left over')
  expect(() => fields.next(derTag.integer)).toThrow('tag 0x04 where 0x02 is due')
  expect(fields.next(derTag.octetString).content).toEqual(Uint8Array.of(2))
  expect(fields.end()).toBeUndefined()
  expect(() => fields.next(derTag.integer)).toThrow('tag none')
  expect(() => fieldsOf(readDer(hexToBytes('3100')))).toThrow('0x31 where 0x30')
})

test('no more than 65,536 values in a row are read', () => {
  expect(readSeries(new Uint8Array(2 * 65_536))).toHaveLength(65_536)
  expect(() => readSeries(new Uint8Array(2 * 65_537))).toThrow('more than 65536 values stand in a row')
})

test('any bytes are read or refused as DER, never otherwise', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      for (const read of [readDer, readSeries]) {
        try {
          read(bytes)
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedEvidenceError)
        }
      }
    }),
  )
})
