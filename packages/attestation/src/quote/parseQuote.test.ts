import { concatBytes } from '@zg/core'
import { expect, test } from 'vitest'
import { bytes, tdxCase } from '../../test/tdxCase.js'
import { MalformedEvidenceError } from '../errors.js'
import { parseQuote } from './parseQuote.js'

const registers = [bytes(48, 0xa0), bytes(48, 0xa1), bytes(48, 0xa2), bytes(48, 0xa3)] as const
const td = {
  teeTcbSvn: bytes(16, 1),
  mrSeam: bytes(48, 2),
  mrSignerSeam: bytes(48, 3),
  seamAttributes: bytes(8, 4),
  tdAttributes: bytes(8, 5),
  xfam: bytes(8, 6),
  mrTd: bytes(48, 7),
  mrConfigId: bytes(48, 8),
  mrOwner: bytes(48, 9),
  mrOwnerConfig: bytes(48, 10),
  rtmrs: registers,
  reportData: bytes(64, 11),
  mrServiceTd: bytes(48, 12),
}
const { quote } = tdxCase({ quote: { header: { version: 5 }, td } })
const { quote: version4 } = tdxCase()

test('every field is found where it was put', () => {
  const parsed = parseQuote(quote)
  expect(parsed.td).toEqual(td)
  expect(parsed.header).toEqual({
    version: 5,
    attestationKeyType: 2,
    teeType: 0x81,
    qeVendor: '939a7233f79c4ca9940a0db3957f0607',
  })
  expect(parsed.signedBytes).toEqual(quote.subarray(0, 702))
  expect(parseQuote(version4).signedBytes).toEqual(version4.subarray(0, 632))
  expect(parseQuote(version4).td.mrServiceTd).toBeUndefined()
  // Where Intel's documents put them.
  expect(version4.indexOf(0x10, 168)).toBe(171)
  expect(quote.subarray(48 + 6 + 520, 48 + 6 + 584)).toEqual(td.reportData)
})

test('bytes behind the end are ignored, as guests send them', () => {
  expect(parseQuote(concatBytes(quote, bytes(70, 1)))).toEqual(parseQuote(quote))
})

const edited = (at: number, ...values: number[]) => {
  const changed = quote.slice()
  changed.set(values, at)
  return changed
}

test.each<[string, Uint8Array, string]>([
  ['nothing', bytes(0), 'the version has 2 bytes, of which 0 are there'],
  ['version 3', edited(0, 3), 'it is of version 3, not 4 or 5'],
  ['version 260', edited(1, 1), 'it is of version 261, not 4 or 5'],
  ['the report of an enclave', edited(48, 1), 'its report is of type 1 with 648 bytes'],
  ['a report of another length', edited(50, 0x48), 'its report is of type 3 with 584 bytes'],
  ['a report that is cut off', quote.subarray(0, 701), 'the TD report has 648 bytes, of which 647 are there'],
  ['a signature that is cut off', quote.subarray(0, 900), 'of which 194 are there'],
  ['another kind of certification', edited(702 + 4 + 128, 5), 'the certification data is of type 5, not 6'],
  [
    'more than is certified',
    edited(702, quote[702] === 255 ? 0 : (quote[702] ?? 0) - 1),
    'the certification data has',
  ],
])('%s is refused', (_, bad, reason) => {
  expect(() => parseQuote(bad)).toThrow(MalformedEvidenceError)
  expect(() => parseQuote(bad)).toThrow(reason)
})
