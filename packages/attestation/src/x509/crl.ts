import { bytesToHex } from '@zg/core'
import { MalformedEvidenceError } from '../errors.js'
import { context, type DerElement, derTag, fieldsOf, readSeries } from './der.js'
import { nextTime, readSmallInteger, readUnsigned } from './derValues.js'
import { readExtensions, unknownCritical } from './extensions.js'
import { readSigned, type Signed } from './signed.js'

/** A list of revoked certificates, read and not yet believed. */
export type Crl = Signed & {
  /** DER of the issuer's name. */
  issuer: Uint8Array
  /** Milliseconds since 1970. */
  thisUpdate: number
  nextUpdate: number
  /** Serial numbers in lower-case hex. */
  revoked: ReadonlySet<string>
}

const longest = 1024 * 1024

/**
 * Reads a complete CRL of version 2. Partial and indirect ones name themselves by critical extensions, and are refused as any that is unknown.
 *
 * Throws `MalformedEvidenceError`, and nothing else, on whatever is no such CRL.
 */
export function readCrl(der: Uint8Array): Crl {
  if (der.length > longest) throw new MalformedEvidenceError('CRL', `it has ${der.length} bytes`)
  const { body, checkInner, ...signed } = readSigned(der)
  const fields = fieldsOf(body)
  const version = readSmallInteger(fields.next(derTag.integer))
  if (version !== 1) throw new MalformedEvidenceError('CRL', `it is of version ${version + 1}, not 2`)
  checkInner(fields.next(derTag.sequence))
  const issuer = fields.next(derTag.sequence).bytes
  const thisUpdate = nextTime(fields)
  const nextUpdate = nextTime(fields)
  const list = fields.optional(derTag.sequence)
  checkExtensions(fields.optional(context(0)))
  fields.end()
  return { ...signed, issuer, thisUpdate, nextUpdate, revoked: new Set(list ? serialsIn(list) : []) }
}

const serialsIn = (list: DerElement): string[] =>
  readSeries(list.content).map((entry) => {
    const fields = fieldsOf(entry)
    const serial = bytesToHex(readUnsigned(fields.next(derTag.integer)))
    nextTime(fields)
    const extensions = fields.optional(derTag.sequence)
    fields.end()
    if (extensions) refuseUnknown(extensions)
    return serial
  })

function checkExtensions(wrapper: DerElement | undefined): void {
  if (!wrapper) return
  const fields = fieldsOf(wrapper, context(0))
  refuseUnknown(fields.next(derTag.sequence))
  fields.end()
}

function refuseUnknown(list: DerElement): void {
  const [oid] = unknownCritical(readExtensions(list), [])
  if (oid !== undefined) throw new MalformedEvidenceError('CRL', `it has the critical extension ${oid}`)
}
