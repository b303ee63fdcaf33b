import { bytesToHex } from '@zg/core'
import { EvidenceError, MalformedEvidenceError } from '../errors.js'
import type { Certificate } from '../x509/certificate.js'
import { type DerElement, derTag, expectTag, readDer, readSeries } from '../x509/der.js'
import { readOid, readSmallInteger } from '../x509/derValues.js'

/** What the certificate of a platform says of it: its family and its security versions. */
export type PckExtension = {
  /** Lower-case hex. */
  fmspc: string
  pceId: string
  /** Sixteen components. */
  sgx: readonly number[]
  pceSvn: number
}

const sgx = '1.2.840.113741.1.13.1'
const format = 'PCK certificate'

/** Reads Intel's extension of a PCK certificate. Throws `EvidenceError` where there is none, `MalformedEvidenceError` where it is malformed. */
export function readPckExtension({ extensions }: Certificate): PckExtension {
  const extension = extensions.get(sgx)
  if (!extension) throw new EvidenceError('the PCK certificate says nothing of its platform')
  const values = valuesIn(readDer(extension.value))
  const tcb = valuesIn(take(values, `${sgx}.2`))
  const components = Array.from({ length: 16 }, (_, index) =>
    readSmallInteger(take(tcb, `${sgx}.2.${index + 1}`)),
  )
  return {
    fmspc: octets(take(values, `${sgx}.4`), 6),
    pceId: octets(take(values, `${sgx}.3`), 2),
    sgx: components,
    pceSvn: readSmallInteger(take(tcb, `${sgx}.2.17`)),
  }
}

/** A sequence of pairs, by their OID. */
function valuesIn(sequence: DerElement): ReadonlyMap<string, DerElement> {
  const values = new Map<string, DerElement>()
  for (const pair of readSeries(expectTag(sequence, derTag.sequence).content)) {
    const [key, value, ...more] = readSeries(expectTag(pair, derTag.sequence).content)
    if (!key || !value || more.length > 0) throw new MalformedEvidenceError(format, 'a field is no pair')
    const oid = readOid(key)
    if (values.has(oid)) throw new MalformedEvidenceError(format, `${oid} stands there twice`)
    values.set(oid, value)
  }
  return values
}

function take(values: ReadonlyMap<string, DerElement>, oid: string): DerElement {
  const value = values.get(oid)
  if (!value) throw new MalformedEvidenceError(format, `${oid} is missing`)
  return value
}

function octets(element: DerElement, length: number): string {
  const { content } = expectTag(element, derTag.octetString)
  if (content.length !== length)
    throw new MalformedEvidenceError(format, `a field has ${content.length} bytes, not ${length}`)
  return bytesToHex(content)
}
