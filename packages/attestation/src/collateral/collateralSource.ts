import { BaseError } from '@zg/core'
import { EvidenceError } from '../errors.js'
import { parseQuote } from '../quote/parseQuote.js'
import { readPckExtension } from '../tcb/pckExtension.js'
import { readPemChain } from '../x509/pem.js'
import type { Collateral } from './collateral.js'

/** Finds what Intel has published about the platform of a quote. What it gives is proven by `verifyTdxQuote`, whoever it comes from. */
export type CollateralSource = (
  quote: Uint8Array,
  options?: { signal?: AbortSignal | undefined },
) => Promise<Collateral>

/** Which collateral a quote needs: the family of its platform, as lower-case hex, and who issued its PCK certificate. */
export type PlatformFamily = { fmspc: string; ca: 'platform' | 'processor' }

/** Nobody at hand has the collateral of a platform. */
export class CollateralNotFoundError extends BaseError {
  override readonly name = 'CollateralNotFoundError'
  readonly fmspc: string

  constructor({ fmspc, from }: { fmspc: string; from: string }) {
    super(`${from} has no collateral for the platform family ${fmspc}.`, {
      metaMessages: ['Ask another source, or export the collateral where there is one.'],
    })
    this.fmspc = fmspc
  }
}

/**
 * Reads from a quote which collateral it needs. Nothing of it is proven yet: it is only a question.
 *
 * Throws `EvidenceError` for a quote that can't be read or a platform that is certified by neither of Intel's two CAs.
 */
export function familyOf(quote: Uint8Array): PlatformFamily {
  const [pck] = readPemChain(parseQuote(quote).pckChain)
  if (!pck) throw new EvidenceError('the quote has no PCK certificate')
  const issuer = new TextDecoder('latin1').decode(pck.issuer)
  const ca = issuer.includes('PCK Platform CA')
    ? 'platform'
    : issuer.includes('PCK Processor CA')
      ? 'processor'
      : undefined
  if (!ca)
    throw new EvidenceError('the PCK certificate is issued by neither the Platform CA nor the Processor CA')
  return { fmspc: readPckExtension(pck).fmspc, ca }
}
