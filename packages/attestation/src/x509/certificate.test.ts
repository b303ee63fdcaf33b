import { concatBytes, utf8ToBytes } from '@zg/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day, issuers, now } from '../../test/testChain.js'
import { MalformedEvidenceError } from '../errors.js'
import { encodePem } from '../simulate/authority.js'
import { issueCertificate } from '../simulate/issueCertificate.js'
import { issueCrl } from '../simulate/issueCrl.js'
import { readCertificate } from './certificate.js'
import { readCrl } from './crl.js'
import { readPemChain } from './pem.js'

const { root, leaf } = issuers
const dates = { notBefore: now, notAfter: now + day }
const options = { subject: leaf, issuer: root, serial: Uint8Array.of(0x81, 0), isCa: false, ...dates }
const der = issueCertificate(options)
const pem = encodePem(der)

test('reads a chain of PEM, with white space and zero bytes around', () => {
  expect(readPemChain(`\n${pem}\n${pem}`)).toEqual([readCertificate(der), readCertificate(der)])
  expect(
    readPemChain(concatBytes(utf8ToBytes(pem.replaceAll('\n', '\r\n')), new Uint8Array(3))),
  ).toHaveLength(1)
})

test.each<[string, string | Uint8Array]>([
  ['nothing', ''],
  ['text in front', `x${pem}`],
  ['text behind', `${pem}x`],
  ['text between', `${pem}x${pem}`],
  ['no end', pem.replace('-----END CERTIFICATE-----', '')],
  ['two ends', `${pem}-----END CERTIFICATE-----`],
  ['other characters', pem.replace('MII', 'M*I')],
  ['no padding', pem.replaceAll(/=+\n/g, '\n').replace('\n-----END', 'A\n-----END')],
  ['nine certificates', pem.repeat(9)],
  ['more than 64 kB', pem + ' '.repeat(65_536)],
  ['bytes that are no text', Uint8Array.of(0xff)],
  ['zero bytes alone', new Uint8Array(9)],
])('PEM with %s is refused', (_, text) => {
  expect(() => readPemChain(text)).toThrow(MalformedEvidenceError)
})

test('eight certificates are a chain still', () => {
  expect(readPemChain(pem.repeat(8))).toHaveLength(8)
})

test('what is too large is not even read', () => {
  expect(() => readCertificate(new Uint8Array(16_385))).toThrow('certificate: it has 16385 bytes')
  expect(() => readCrl(new Uint8Array(1024 * 1024 + 1))).toThrow('CRL: it has 1048577 bytes')
})

const extension = { oid: '1.2.3', critical: true, value: new Uint8Array() }
const updates = { issuer: root, thisUpdate: now, nextUpdate: now + day }
test.each<[string, () => unknown, string]>([
  [
    'an extension twice',
    () => readCertificate(issueCertificate({ ...options, extensions: [extension, extension] })),
    'twice',
  ],
  [
    'a serial of 21 bytes',
    () => readCertificate(issueCertificate({ ...options, serial: new Uint8Array(21).fill(1) })),
    '20 bytes',
  ],
  ['a CRL for a certificate', () => readCertificate(issueCrl(updates)), 'tag'],
  ['a certificate for a CRL', () => readCrl(der), 'tag'],
  [
    'a partial CRL',
    () => readCrl(issueCrl({ ...updates, extensions: [extension] })),
    'critical extension 1.2.3',
  ],
])('%s is refused', (_, read, reason) => {
  expect(read).toThrow(MalformedEvidenceError)
  expect(read).toThrow(reason)
})

test('an extension of a CRL that is not critical is left alone', () => {
  const crl = readCrl(issueCrl({ ...updates, extensions: [{ ...extension, critical: false }] }))
  expect(crl).toMatchObject({ thisUpdate: now, nextUpdate: now + day })
})

test('whatever bytes are changed, cut off or added, a reader refuses by its own error or reads', () => {
  const crl = issueCrl({ ...updates, revoked: [Uint8Array.of(1), Uint8Array.of(2)] })
  const sources = fc.constantFrom<[(bytes: Uint8Array) => unknown, Uint8Array]>(
    [readCertificate, der],
    [readCrl, crl],
    [readPemChain, utf8ToBytes(pem)],
  )
  const edits = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 4 })
  fc.assert(
    fc.property(sources, edits, fc.integer({ min: -9, max: 9 }), ([read, source], list, more) => {
      const bytes = new Uint8Array(source.length + more)
      bytes.set(source.subarray(0, bytes.length))
      for (const [at, value] of list) bytes[at % bytes.length] = value
      try {
        read(bytes)
      } catch (error) {
        expect(error).toBeInstanceOf(MalformedEvidenceError)
      }
    }),
    { numRuns: 1000 },
  )
})
