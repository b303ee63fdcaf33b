import { createPlatform } from '../../packages/attestation/src/simulate/platform.js'

/** Intel's list for today's platforms names as many, by serial numbers of this length. */
const revoked = Array.from({ length: 57 }, (_, index) => new Uint8Array(20).fill(0x20 + index))

/** Evidence of one simulated platform: as many quotes as asked for, each with an attestation key of its own. */
export function createEvidence({ now, quotes }: { now: number; quotes: number }) {
  const { certificates, collateral, createQuote } = createPlatform({ now, crls: { pckCa: { revoked } } })
  return {
    now,
    root: certificates.root,
    collateral,
    quotes: Array.from({ length: quotes }, () => createQuote({ td: {} })),
  }
}

export type Evidence = ReturnType<typeof createEvidence>
