import { concatBytes } from '@zg/core'
import { derFault, derTag, fieldsOf, readDer } from './der.js'
import { readUnsigned } from './derValues.js'

/** One way to sign that a chain may use: which curve the key is on, and how a signature is checked. */
export type SignatureAlgorithm = {
  /** OID of the algorithm in a certificate or CRL. */
  oid: string
  /** OID of the curve in the signer's key. */
  curve: string
  /** Bytes of one coordinate and of one half of a signature. */
  size: number
  /** Whether `signature` (r ‖ s) over `message` is by the key (04 ‖ x ‖ y). False for whatever is malformed. */
  verify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean
}

/** The two halves of an ECDSA signature, from strict DER to `size` bytes each. */
export function readEcdsaSignature(der: Uint8Array, size: number): Uint8Array {
  const fields = fieldsOf(readDer(der))
  const halves = [fields.next(derTag.integer), fields.next(derTag.integer)].map(readUnsigned)
  fields.end()
  if (halves.some(({ length }) => length > size)) throw derFault('a signature is too long')
  return concatBytes(...halves.map((half) => concatBytes(new Uint8Array(size - half.length), half)))
}
