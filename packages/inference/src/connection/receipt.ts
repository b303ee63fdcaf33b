import type { SignatureDocument } from '@zg/attestation/response'
import type { Report } from '@zg/core'
import type { Address } from 'viem'
import type { Exchange, Proof } from './exchange.js'
import type { Line } from './openLine.js'

/**
 * What remains of one answer, as JSON can hold it: hashes in place of the texts, and the provider's signature over them. Somebody else can verify it
 * without asking anybody: see `verifyReceipt`.
 */
export type Receipt = {
  version: 1
  /** Which generation of the network, and where its contracts stand. */
  protocol: string
  chainId: number
  inference: Address
  user: Address
  provider: Address
  model: string
  path: string
  /** ISO 8601. */
  startedAt: string
  endedAt: string
  /** `complete`, or an answer that broke off or was left. */
  state: 'complete' | 'cut' | 'left'
  /** The provider's name for it, and the one in the answer. */
  key: string | null
  completionId: string | null
  /** The answer's `content-encoding`, where it came compressed. */
  encoding: string | null
  /** SHA-256 in hex; of the answer's images `a,b,…`. */
  requestHash: string
  responseHash: string | null
  imageHashes: string | null
  /** As the provider told it. */
  usage: Readonly<Record<string, unknown>> | null
  /** Neuron, as text; null where nobody knows. */
  cost: { neuron: string | null }
  signature: SignatureDocument | null
  /** Whose signature counted when it was verified. */
  signer: Address | null
  report: Report
}

export function toReceipt(exchange: Exchange, proof: Proof, { protocol, parties, service }: Line): Receipt {
  const { startedAt, endedAt, state, fee, usage, path } = exchange
  const { key, completionId, encoding, requestHash, responseHash, imageHashes } = exchange
  const { chainId, contracts, user, provider } = parties
  const iso = (ms: number) => new Date(ms).toISOString()
  return {
    ...{ version: 1, protocol: protocol.id, chainId, inference: contracts.inference, user, provider },
    ...{ model: service.model, path, startedAt: iso(startedAt), endedAt: iso(endedAt ?? startedAt) },
    ...{ state: state === 'open' ? 'cut' : state, key, completionId, encoding },
    ...{ requestHash, responseHash, imageHashes, usage, cost: { neuron: fee === null ? null : String(fee) } },
    ...proof,
  }
}
