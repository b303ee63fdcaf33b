import { QuoteVerifier } from '@phala/dcap-qvl'
import type { Collateral } from '../src/collateral/collateral.js'

/** What `@phala/dcap-qvl` finds about a quote: its TCB status and advisories. Throws where it refuses. */
export function verifyByDcapQvl(options: {
  quote: Uint8Array
  collateral: Collateral
  now: number
  root: Uint8Array
}): { status: string; advisories: readonly string[] } {
  const verifier = QuoteVerifier.newWithRootCa(Buffer.from(options.root))
  const { status, advisory_ids: advisories } = verifier.verify(
    Buffer.from(options.quote),
    // It wants the chain of the CRL, and does not look at it.
    { ...options.collateral, pck_crl_issuer_chain: options.collateral.tcb_info_issuer_chain },
    Math.floor(options.now / 1000),
  )
  return { status, advisories }
}
