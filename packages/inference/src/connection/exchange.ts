import type { SignatureDocument } from '@zg/attestation/response'
import type { Report } from '@zg/core'
import type { Address } from 'viem'

/** What came of verifying one answer. */
export type Proof = { report: Report; signature: SignatureDocument | null; signer: Address | null }

/** One answer, as the connection keeps it: hashes, not the texts. */
export type Exchange = {
  provider: Address
  /** Milliseconds since the epoch. */
  startedAt: number
  endedAt: number | null
  path: string
  /** The provider's name for it: its `ZG-Res-Key`; null where it gives none. */
  key: string | null
  /** The id in the answer itself; null until it has come. */
  completionId: string | null
  /** The answer's `content-encoding`, where it is compressed: then nobody saw the bytes that were signed. */
  encoding: string | null
  /** SHA-256 of the request's body, in hex. */
  requestHash: string
  /** `open` while the answer comes. */
  state: 'open' | 'complete' | 'cut' | 'left'
  /** SHA-256 of the whole answer; null until it is complete. */
  responseHash: string | null
  /** Of its images, `a,b,…`; null where it holds none. */
  imageHashes: string | null
  /** Where the images stand in its place; empty where it holds none or all of them itself. */
  imageUrls: readonly string[]
  usage: Readonly<Record<string, unknown>> | null
  /** Neuron; null where nobody knows. */
  fee: bigint | null
  /** The last proof; null until it was asked for. */
  proof: Proof | null
  /** Resolves when the answer has ended, in whatever way. */
  ended: Promise<void>
}
