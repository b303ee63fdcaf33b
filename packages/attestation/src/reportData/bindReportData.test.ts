import { sha256, sha512 } from '@noble/hashes/sha2.js'
import { concatBytes, hexToBytes, utf8ToBytes } from '@zg/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EvidenceError } from '../errors.js'
import { bindReportData, type ReportDataLayout } from './bindReportData.js'

const signer = '0xDC1A4da6BdCD90c20d7FF53a6cDc11fBf0E2303C'
const address = hexToBytes(signer)
const nonce = new Uint8Array(32).fill(7)
const tlsKey = Uint8Array.of(1, 2, 3)
const zeros = (length: number) => new Uint8Array(length)
const bound = { signer, nonce, tlsKey }
const good: Record<ReportDataLayout, Uint8Array> = {
  'ascii-address': concatBytes(utf8ToBytes(signer), zeros(22)),
  address64: concatBytes(address, zeros(44)),
  'address32-nonce32': concatBytes(address, zeros(12), nonce),
  'address-tls32-nonce32': concatBytes(sha256(concatBytes(address, tlsKey)), nonce),
  'app-data64': sha512(utf8ToBytes(`app-data:{"report_data":"${signer}"}`)),
}
const layouts = [
  ...(['ascii-address', 'address64', 'address32-nonce32', 'address-tls32-nonce32', 'app-data64'] as const),
] as const

describe.each(layouts)('%s', (layout) => {
  test('names its signer', () => {
    bindReportData(layout, good[layout], bound)
    const lower = () => bindReportData(layout, good[layout], { ...bound, signer: signer.toLowerCase() })
    if (layout === 'app-data64') expect(lower).toThrow(EvidenceError)
    else lower()
  })

  test('names nobody else', () => {
    const other = '0x000000000000000000000000000000000000dEaD'
    expect(() => bindReportData(layout, good[layout], { ...bound, signer: other })).toThrow(EvidenceError)
  })

  test('holds no other layout', () => {
    for (const other of layouts.filter((name) => name !== layout))
      expect(() => bindReportData(layout, good[other], bound)).toThrow(EvidenceError)
  })

  test('holds nothing with one bit changed', () => {
    fc.assert(
      fc.property(fc.nat(63), fc.nat(7), (index, bit) => {
        const changed = good[layout].map((byte, at) => (at === index ? byte ^ (1 << bit) : byte))
        // A letter of the other case is the same address.
        const isCase =
          layout === 'ascii-address' && bit === 5 && /[a-fA-F]/.test(String.fromCharCode(changed[index] ?? 0))
        if (isCase && index >= 2) return bindReportData(layout, changed, bound) === undefined
        expect(() => bindReportData(layout, changed, bound)).toThrow(EvidenceError)
        return true
      }),
      { numRuns: 512 },
    )
  })

  test('has 64 bytes', () => {
    expect(() => bindReportData(layout, good[layout].subarray(1), bound)).toThrow('63 bytes, not 64')
    expect(() => bindReportData(layout, zeros(64), bound)).toThrow(EvidenceError)
  })

  test('is not for the zero address, nor for what is no address', () => {
    for (const nobody of [`0x${'0'.repeat(40)}`, 'DC1A', `${signer}00`, ''])
      expect(() => bindReportData(layout, zeros(64), { ...bound, signer: nobody })).toThrow(EvidenceError)
  })
})

test('what a layout needs must be given', () => {
  const message = 'the layout holds a nonce of 32 bytes, and none was asked for'
  for (const layout of ['address32-nonce32', 'address-tls32-nonce32'] as const) {
    expect(() => bindReportData(layout, good[layout], { signer, tlsKey })).toThrow(message)
    expect(() => bindReportData(layout, good[layout], { ...bound, nonce: zeros(31) })).toThrow(message)
  }
  expect(() => bindReportData('address-tls32-nonce32', zeros(64), { signer, nonce })).toThrow('none is known')
})

test('a nonce of another request is refused', () => {
  const other = { ...bound, nonce: zeros(32) }
  expect(() => bindReportData('address32-nonce32', good['address32-nonce32'], other)).toThrow(EvidenceError)
})
