import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@zg/core'
import type { SignatureAlgorithm } from './signatureAlgorithm.js'

/**
 * Remembers signatures that held, so that what many quotes have in common is computed once: Intel's over collateral, and those of one platform's
 * certificates. It holds no secret, and can't be talked into anything: an entry is the whole of signature, message hash and key.
 */
export type SignatureCache = {
  /** The algorithm with this memory. */
  remember(algorithm: SignatureAlgorithm): SignatureAlgorithm
}

const most = 1024

/**
 * An empty memory of signatures, for one verifier or several. It keeps the latest 1,024 that held; those that did not, it forgets.
 *
 * @example
 * ```ts
 * import { createSignatureCache, policies, verifyTdxQuote } from '@zg/attestation'
 *
 * declare const options: Pick<verifyTdxQuote.Options, 'quote' | 'collateral'>
 *
 * const cache = createSignatureCache()
 * const verify = () => verifyTdxQuote({ ...options, now: Date.now(), policy: policies.strict, cache })
 * verify()
 * verify() // computes none of them again
 * ```
 */
export function createSignatureCache(): SignatureCache {
  const held = new Set<string>()
  return {
    remember: (algorithm) => ({
      ...algorithm,
      verify(signature, message, publicKey) {
        const key = [algorithm.oid, ...[signature, sha256(message), publicKey].map(bytesToHex)].join()
        if (held.has(key)) return true
        if (!algorithm.verify(signature, message, publicKey)) return false
        const [oldest] = held
        if (held.size >= most && oldest !== undefined) held.delete(oldest)
        held.add(key)
        return true
      },
    }),
  }
}
