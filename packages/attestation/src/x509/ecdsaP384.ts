import { p384 } from '@noble/curves/nist.js'
import { sha384 } from '@noble/hashes/sha2.js'
import type { SignatureAlgorithm } from './signatureAlgorithm.js'

/** ECDSA on P-384 with SHA-384: everything that NVIDIA signs. */
export const ecdsaP384: SignatureAlgorithm = {
  oid: '1.2.840.10045.4.3.3',
  curve: '1.3.132.0.34',
  size: 48,
  verify(signature, message, publicKey) {
    if (signature.length !== 96 || publicKey.length !== 97) return false
    return p384.verify(signature, sha384(message), publicKey, { prehash: false, lowS: false })
  },
}
