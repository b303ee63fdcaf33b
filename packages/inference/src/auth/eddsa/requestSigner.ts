import { bytesToHex } from '@zg/core'
import { createSigner, packSignature, pedersenTemplate, type Signature } from '@zg/crypto'
import type { Address, Hex } from 'viem'
import { packRecord, packRequest, type RequestTrace } from './packRequest.js'

/** Signs requests with one key. */
export type RequestSigner = (trace: RequestTrace) => { signature: Uint8Array; hash: Hex }

/**
 * Expands the key once, and clears it where it was given. Of the 64 bytes that are signed only nonce and fee change between two requests to a
 * provider, and of the 48 that are hashed only the nonce: what stays is computed once for each provider.
 */
export function createRequestSigner(privateKey: Uint8Array): RequestSigner {
  const signer = createSigner(privateKey)
  privateKey.fill(0)
  const prepared = new Map<string, Prepared>()

  const prepare = (user: Address, provider: Address): Prepared => {
    const parties = { nonce: 0n, fee: 0n, user, provider }
    return {
      sign: signer.pedersenTemplate(packRequest(parties), [{ start: 0, end: 24 }]),
      hash: pedersenTemplate(packRecord(parties), [{ start: 0, end: 8 }]),
    }
  }

  return (trace) => {
    const key = `${trace.user}:${trace.provider}`.toLowerCase()
    const { sign, hash } = prepared.get(key) ?? prepare(trace.user, trace.provider)
    prepared.set(key, { sign, hash })
    return {
      signature: packSignature(sign(packRequest(trace))),
      hash: `0x${bytesToHex(hash(packRecord(trace)))}`,
    }
  }
}

type Prepared = {
  sign: (message: Uint8Array) => Signature
  hash: (message: Uint8Array) => Uint8Array
}
