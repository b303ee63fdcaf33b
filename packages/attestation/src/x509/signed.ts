import { EvidenceError } from '../errors.js'
import { type DerElement, derFault, derTag, fieldsOf, readDer } from './der.js'
import { readBytesOfBits, readOid } from './derValues.js'
import { readEcdsaSignature, type SignatureAlgorithm } from './signatureAlgorithm.js'

/** What certificates and CRLs have in common: a body, and somebody's signature over it. */
export type Signed = {
  signedBytes: Uint8Array
  /** OID of the algorithm. */
  algorithm: string
  /** As it stands there: DER of both halves. */
  signature: Uint8Array
}

/** A key that may have signed. */
export type SigningKey = { curve: string; publicKey: Uint8Array }

/** Splits a signed structure. `checkInner` compares the algorithm that the body names with the one beside the signature. */
export function readSigned(der: Uint8Array) {
  const fields = fieldsOf(readDer(der))
  const body = fields.next(derTag.sequence)
  const algorithm = readAlgorithm(fields.next(derTag.sequence))
  const signature = readBytesOfBits(fields.next(derTag.bitString))
  fields.end()
  const checkInner = (element: DerElement) => {
    if (readAlgorithm(element) !== algorithm)
      throw derFault('the body names another algorithm than the signature')
  }
  return { body, signedBytes: body.bytes, algorithm, signature, checkInner }
}

/** ECDSA has no parameters, not even NULL. */
function readAlgorithm(element: DerElement): string {
  const fields = fieldsOf(element)
  const oid = readOid(fields.next(derTag.oid))
  fields.end()
  return oid
}

/** Throws `EvidenceError` unless `key` signed it, by one of the algorithms. `what` names it in the reason. */
export function checkSigned(
  { signedBytes, algorithm, signature }: Signed,
  key: SigningKey,
  algorithms: readonly SignatureAlgorithm[],
  what: string,
): void {
  const known = algorithms.find(({ oid, curve }) => oid === algorithm && curve === key.curve)
  if (!known) throw new EvidenceError(`${what} is signed by an algorithm that has no place here`)
  if (!known.verify(readEcdsaSignature(signature, known.size), signedBytes, key.publicKey)) {
    throw new EvidenceError(`the signature of ${what} is not by its issuer`)
  }
}
