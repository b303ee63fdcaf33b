import { base64ToBytes, bytesToUtf8, InvalidEncodingError } from '@zg/core'
import { MalformedEvidenceError } from '../errors.js'
import { type Certificate, readCertificate } from './certificate.js'

const longest = 65_536
const mostCertificates = 8

const fault = (reason: string) => new MalformedEvidenceError('PEM', reason)

/**
 * Reads a chain of certificates, leaf first, from PEM. Only white space, and zero bytes at the end, may stand around them.
 *
 * Throws `MalformedEvidenceError`, and nothing else.
 */
export function readPemChain(pem: string | Uint8Array): Certificate[] {
  if (pem.length > longest) throw fault(`it has ${pem.length} bytes`)
  const text = typeof pem === 'string' ? pem : textOf(pem.subarray(0, endOfText(pem)))
  const blocks = text.split('-----BEGIN CERTIFICATE-----')
  if (blocks.length < 2) throw fault('it holds no certificate')
  if (blocks.length - 1 > mostCertificates) throw fault(`it holds ${blocks.length - 1} certificates`)
  if (blocks[0]?.trim() !== '') throw fault('something stands in front of the first certificate')
  return blocks.slice(1).map((block) => readCertificate(derOf(block)))
}

function derOf(block: string): Uint8Array {
  const [base64 = '', rest, ...more] = block.split('-----END CERTIFICATE-----')
  if (rest === undefined || rest.trim() !== '' || more.length > 0)
    throw fault('a certificate has no proper end')
  return decoded('it is not base64', () => base64ToBytes(base64.replaceAll(/\s/g, '')))
}

// Quotes end their chain with zero bytes, as C does.
function endOfText(bytes: Uint8Array): number {
  let end = bytes.length
  while (end > 0 && bytes[end - 1] === 0) end -= 1
  return end
}

const textOf = (bytes: Uint8Array) => decoded('it is not text', () => bytesToUtf8(bytes))

function decoded<value>(reason: string, decode: () => value): value {
  try {
    return decode()
  } catch (error) {
    if (error instanceof InvalidEncodingError) throw fault(reason)
    throw error
  }
}
