import { p256 } from '@noble/curves/nist.js'
import { sha256 } from '@noble/hashes/sha2.js'
import type { SignatureAlgorithm } from './signatureAlgorithm.js'

/** ECDSA on P-256 with SHA-256: everything that Intel signs. A high s is as good as a low one, as the standard has it. */
export const ecdsaP256: SignatureAlgorithm = {
  oid: '1.2.840.10045.4.3.2',
  curve: '1.2.840.10045.3.1.7',
  size: 32,
  verify(signature, message, publicKey) {
    if (signature.length !== 64 || publicKey.length !== 65) return false
    return p256.verify(signature, sha256(message), publicKey, { prehash: false, lowS: false })
  },
}
