import { MalformedEvidenceError } from '../errors.js'
import { readJsonText } from '../jsonReader.js'
import { type Dated, type Level, readDated, readIsvSvn, readLevels } from './tcbInfo.js'

/** What Intel says of its quoting enclave. */
export type QeIdentity = Dated & {
  miscSelect: Uint8Array
  miscSelectMask: Uint8Array
  attributes: Uint8Array
  attributesMask: Uint8Array
  mrSigner: Uint8Array
  isvProdId: number
  levels: readonly Level<number>[]
}

const format = 'QE identity'

/** Reads the exact text that Intel signs. Throws `MalformedEvidenceError`. */
export function readQeIdentity(text: string): QeIdentity {
  const identity = readJsonText(text, format)
  const id = identity.text('id')
  const version = identity.integer('version', 0xffff)
  if (id !== 'TD_QE' || (version !== 2 && version !== 3)) {
    throw new MalformedEvidenceError(format, `it is ${id} of version ${version}, not TD_QE of version 2 or 3`)
  }
  return {
    ...readDated(identity),
    miscSelect: identity.bytes('miscselect', 4),
    miscSelectMask: identity.bytes('miscselectMask', 4),
    attributes: identity.bytes('attributes', 16),
    attributesMask: identity.bytes('attributesMask', 16),
    mrSigner: identity.bytes('mrsigner', 32),
    isvProdId: identity.integer('isvprodid', 0xffff),
    levels: readLevels(identity, readIsvSvn),
  }
}
