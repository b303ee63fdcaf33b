import { concatBytes } from '@zg/core'
import { bytesToInteger } from '../bytes.js'
import { subgroupOrder } from '../point.js'
import { blake512 } from './blake.js'

/** A private key at work: the clamped scalar, and what makes the nonce of a message. */
export type ExpandedKey = {
  readonly scalar: bigint
  readonly nonceOf: (message: Uint8Array) => bigint
  readonly clear: () => void
}

/** RFC 8032's expansion, with BLAKE-512 for SHA-512. */
export function expandPrivateKey(privateKey: Uint8Array): ExpandedKey {
  const hash = blake512(privateKey)
  hash[0] = (hash[0] ?? 0) & 0xf8
  hash[31] = ((hash[31] ?? 0) & 0x7f) | 0x40
  return {
    scalar: bytesToInteger(hash.subarray(0, 32)),
    nonceOf: (message) => {
      const secret = concatBytes(hash.subarray(32), message)
      const digest = blake512(secret)
      try {
        return bytesToInteger(digest) % subgroupOrder
      } finally {
        secret.fill(0)
        digest.fill(0)
      }
    },
    clear: () => {
      hash.fill(0)
    },
  }
}
