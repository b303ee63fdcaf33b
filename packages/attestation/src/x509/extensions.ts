import { type DerElement, derFault, derTag, fieldsOf, readDer, readSeries } from './der.js'
import { readBoolean, readNamedBits, readOid, readSmallInteger } from './derValues.js'

/** The value of an extension, and whether who does not understand it must refuse. */
export type Extension = { critical: boolean; value: Uint8Array }

export type Extensions = ReadonlyMap<string, Extension>

const basicConstraints = '2.5.29.19'
const keyUsage = '2.5.29.15'

/** The extensions by OID. Each may stand there once. */
export function readExtensions(list: DerElement): Extensions {
  const extensions = new Map<string, Extension>()
  for (const element of readSeries(list.content)) {
    const fields = fieldsOf(element)
    const oid = readOid(fields.next(derTag.oid))
    const flag = fields.optional(derTag.boolean)
    const critical = flag !== undefined && readBoolean(flag)
    // False is the default, which DER leaves out.
    if (flag && !critical) throw derFault('a default is written out')
    const value = fields.next(derTag.octetString).content
    fields.end()
    if (extensions.has(oid)) throw derFault(`extension ${oid} stands there twice`)
    extensions.set(oid, { critical, value })
  }
  return extensions
}

/** The critical extensions that nobody understands. */
export const unknownCritical = (extensions: Extensions, known: readonly string[]): string[] =>
  [...extensions].filter(([oid, { critical }]) => critical && !known.includes(oid)).map(([oid]) => oid)

/** The extensions that `readConstraints` understands. */
export const constraintOids: readonly string[] = [basicConstraints, keyUsage]

/** What a certificate says of its key: may it issue, how far down, and what for. */
export type Constraints = {
  isCa: boolean
  /** How many intermediates may follow below; absent when there is no limit. */
  pathLength: number | undefined
  mayCertify: boolean
  maySignCrl: boolean
}

export function readConstraints(extensions: Extensions): Constraints {
  const usage = extensions.get(keyUsage)
  const bits = usage ? readNamedBits(readDer(usage.value)) : 0
  return {
    ...readBasicConstraints(extensions.get(basicConstraints)),
    mayCertify: (bits & 0b100) !== 0,
    maySignCrl: (bits & 0b10) !== 0,
  }
}

function readBasicConstraints(extension: Extension | undefined) {
  if (!extension) return { isCa: false, pathLength: undefined }
  const fields = fieldsOf(readDer(extension.value))
  const flag = fields.optional(derTag.boolean)
  const limit = fields.optional(derTag.integer)
  fields.end()
  return {
    isCa: flag !== undefined && readBoolean(flag),
    pathLength: limit === undefined ? undefined : readSmallInteger(limit),
  }
}
