import { p256 } from '@noble/curves/nist.js'
import { ecdsaP256 } from '../x509/ecdsaP256.js'
import { derBits, derInteger, derOid, derSequence } from './encodeDer.js'

/** A P-256 key that lives as long as the process. */
export type SimulatedKey = {
  /** 04 ‖ x ‖ y. */
  publicKey: Uint8Array
  /** r ‖ s over the SHA-256 of the message. */
  sign(message: Uint8Array): Uint8Array
}

export function createSimulatedKey(): SimulatedKey {
  const secretKey = p256.utils.randomSecretKey()
  return {
    publicKey: p256.getPublicKey(secretKey, false),
    sign: (message) => p256.sign(message, secretKey),
  }
}

/** A body with its signature, as certificates and CRLs are built. */
export function derSigned(body: (algorithm: Uint8Array) => Uint8Array, key: SimulatedKey): Uint8Array {
  const algorithm = derSequence(derOid(ecdsaP256.oid))
  const signed = body(algorithm)
  const signature = key.sign(signed)
  const halves = [signature.subarray(0, 32), signature.subarray(32)].map(derInteger)
  return derSequence(signed, algorithm, derBits(derSequence(...halves)))
}

/** The key's part of a certificate. */
export const derPublicKey = ({ publicKey }: Pick<SimulatedKey, 'publicKey'>): Uint8Array =>
  derSequence(derSequence(derOid('1.2.840.10045.2.1'), derOid(ecdsaP256.curve)), derBits(publicKey))
