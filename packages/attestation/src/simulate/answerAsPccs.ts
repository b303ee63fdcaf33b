import { hexToBytes } from '@zg/core'
import type { Collateral } from '../collateral/collateral.js'

/**
 * Answers as a PCCS would that has this collateral and no other: the four documents that a verifier asks for. Null for any other path.
 *
 * @example
 * ```ts
 * import { answerAsPccs, createSimulatedTee } from '@zg/attestation/simulate'
 *
 * const { collateral } = createSimulatedTee({ now: Date.now() })
 * const fetch = async (url: string) => answerAsPccs(collateral, url) ?? new Response(null, { status: 404 })
 * ```
 */
export function answerAsPccs(collateral: Collateral, url: string): Response | null {
  const { pathname, searchParams } = new URL(url)
  if (pathname.endsWith('/tdx/certification/v4/tcb')) {
    const { fmspc } = JSON.parse(collateral.tcb_info)
    if (searchParams.get('fmspc') !== String(fmspc).toLowerCase()) return new Response(null, { status: 404 })
    const { tcb_info: text, tcb_info_signature: signature, tcb_info_issuer_chain: chain } = collateral
    return statement('tcbInfo', text, signature, { 'TCB-Info-Issuer-Chain': encodeURIComponent(chain) })
  }
  if (pathname.endsWith('/tdx/certification/v4/qe/identity')) {
    const {
      qe_identity: text,
      qe_identity_signature: signature,
      qe_identity_issuer_chain: chain,
    } = collateral
    return statement('enclaveIdentity', text, signature, {
      'SGX-Enclave-Identity-Issuer-Chain': encodeURIComponent(chain),
    })
  }
  if (pathname.endsWith('/sgx/certification/v4/pckcrl'))
    return new Response(hexToBytes(collateral.pck_crl).slice())
  if (pathname.endsWith('/sgx/certification/v4/rootcacrl')) return new Response(collateral.root_ca_crl)
  return null
}

/** The text stands there as it was signed. */
const statement = (name: string, text: string, signature: string, headers: Record<string, string>) =>
  new Response(`{"${name}":${text},"signature":"${signature}"}`, {
    headers: { 'content-type': 'application/json', ...headers },
  })
