import { X509Certificate } from 'node:crypto'
import { expect, test } from 'vitest'
import { encodePem } from '../src/simulate/authority.js'
import { issueCertificate } from '../src/simulate/issueCertificate.js'
import { readCertificate } from '../src/x509/certificate.js'
import { readPemChain } from '../src/x509/pem.js'
import { chainWith, day, issuers, now } from './testChain.js'

const { root, leaf } = issuers
const dates = { notBefore: now, notAfter: now + day }
const der = issueCertificate({
  subject: leaf,
  issuer: root,
  serial: Uint8Array.of(0x81, 0),
  isCa: false,
  ...dates,
})

test('what we read and write, OpenSSL reads alike', () => {
  const theirs = new X509Certificate(der)
  const ours = readCertificate(der)
  expect(theirs.serialNumber.toLowerCase()).toBe(ours.serial)
  expect([theirs.subject, theirs.issuer]).toEqual(['CN=leaf', 'CN=root'])
  expect([theirs.validFrom, theirs.validTo].map(Date.parse)).toEqual([ours.notBefore, ours.notAfter])
  expect(theirs.publicKey.export({ type: 'spki', format: 'der' }).subarray(-65)).toEqual(
    Buffer.from(ours.publicKey),
  )
  expect(theirs.ca).toBe(false)
  const [, intermediate, anchor] = chainWith().chain.map(({ bytes }) => new X509Certificate(bytes))
  expect(anchor && intermediate?.verify(anchor.publicKey)).toBe(true)
  expect(intermediate?.ca).toBe(true)
})

test('OpenSSL and we write PEM that the other reads', () => {
  const theirs = new X509Certificate(encodePem(der))
  expect(new Uint8Array(theirs.raw)).toEqual(der)
  expect(readPemChain(theirs.toString())).toEqual([readCertificate(der)])
})
