import { bytesToHex } from '@zg/core'
import { MalformedEvidenceError } from '../errors.js'
import { context, type DerFields, derFault, derTag, fieldsOf } from './der.js'
import { nextTime, readBytesOfBits, readOid, readSmallInteger, readUnsigned } from './derValues.js'
import { type Constraints, type Extensions, readConstraints, readExtensions } from './extensions.js'
import { readSigned, type Signed } from './signed.js'

/** An X.509 v3 certificate, read and not yet believed. */
export type Certificate = Signed & {
  /** The whole of it, as DER. */
  bytes: Uint8Array
  /** Lower-case hex. */
  serial: string
  /** DER of the names, which are compared byte for byte. */
  issuer: Uint8Array
  subject: Uint8Array
  /** Milliseconds since 1970. */
  notBefore: number
  notAfter: number
  /** OID of the curve. */
  curve: string
  /** 04 ‖ x ‖ y. */
  publicKey: Uint8Array
  constraints: Constraints
  extensions: Extensions
}

const longest = 16_384
const ellipticKey = '1.2.840.10045.2.1'

/**
 * Reads one certificate as strictly as webpki does: v3, canonical DER, nothing behind it, an elliptic key.
 *
 * Throws `MalformedEvidenceError`, and nothing else, on whatever is no such certificate.
 */
export function readCertificate(der: Uint8Array): Certificate {
  if (der.length > longest) throw new MalformedEvidenceError('certificate', `it has ${der.length} bytes`)
  const { body, checkInner, ...signed } = readSigned(der)
  const fields = fieldsOf(body)
  readVersion(fields)
  const serial = readUnsigned(fields.next(derTag.integer))
  if (serial.length > 20) throw derFault('a serial number has more than 20 bytes')
  checkInner(fields.next(derTag.sequence))
  const issuer = fields.next(derTag.sequence).bytes
  const validity = fieldsOf(fields.next(derTag.sequence))
  const [notBefore, notAfter] = [nextTime(validity), nextTime(validity)]
  validity.end()
  const subject = fields.next(derTag.sequence).bytes
  const key = readKey(fieldsOf(fields.next(derTag.sequence)))
  const wrapper = fieldsOf(fields.next(context(3)), context(3))
  const extensions = readExtensions(wrapper.next(derTag.sequence))
  wrapper.end()
  fields.end()
  return {
    ...signed,
    ...key,
    bytes: der,
    serial: bytesToHex(serial),
    issuer,
    subject,
    notBefore,
    notAfter,
    constraints: readConstraints(extensions),
    extensions,
  }
}

function readVersion(fields: DerFields): void {
  const wrapper = fieldsOf(fields.next(context(0)), context(0))
  const version = readSmallInteger(wrapper.next(derTag.integer))
  wrapper.end()
  if (version !== 2) throw new MalformedEvidenceError('certificate', `it is of version ${version + 1}, not 3`)
}

function readKey(fields: DerFields) {
  const algorithm = fieldsOf(fields.next(derTag.sequence))
  const kind = readOid(algorithm.next(derTag.oid))
  if (kind !== ellipticKey) throw new MalformedEvidenceError('certificate', `its key is of kind ${kind}`)
  const curve = readOid(algorithm.next(derTag.oid))
  algorithm.end()
  const publicKey = readBytesOfBits(fields.next(derTag.bitString))
  fields.end()
  if (publicKey[0] !== 4) throw new MalformedEvidenceError('certificate', 'its key is compressed')
  return { curve, publicKey }
}
