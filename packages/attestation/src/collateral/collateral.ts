import { readObject } from '../jsonReader.js'

/**
 * What Intel publishes and signs about a family of platforms, as it is needed to verify a quote. Nobody who hands it on is trusted.
 *
 * The form is `QuoteCollateralV3`, in which the tools of this field exchange it.
 */
export type Collateral = {
  /** PEM: the signer of the TCB info and its root. */
  tcb_info_issuer_chain: string
  /** The exact JSON text that is signed. */
  tcb_info: string
  /** Hex of r ‖ s. */
  tcb_info_signature: string
  qe_identity_issuer_chain: string
  qe_identity: string
  qe_identity_signature: string
  /** Hex of DER. */
  root_ca_crl: string
  pck_crl: string
}

/**
 * Takes the collateral out of a parsed JSON value, such as a file that another tool wrote. Members that aren't needed are dropped.
 *
 * Throws `MalformedEvidenceError` when a member is missing or no text. Whether Intel signed it is found by `verifyTdxQuote`.
 *
 * @example
 * ```ts
 * import { MalformedEvidenceError, readCollateral } from '@zg/attestation'
 *
 * try {
 *   readCollateral({})
 * } catch (error) {
 *   console.log(error instanceof MalformedEvidenceError) // true
 * }
 * ```
 */
export function readCollateral(value: unknown): Collateral {
  const { text } = readObject(value, 'collateral', 'it')
  return {
    tcb_info_issuer_chain: text('tcb_info_issuer_chain'),
    tcb_info: text('tcb_info'),
    tcb_info_signature: text('tcb_info_signature'),
    qe_identity_issuer_chain: text('qe_identity_issuer_chain'),
    qe_identity: text('qe_identity'),
    qe_identity_signature: text('qe_identity_signature'),
    root_ca_crl: text('root_ca_crl'),
    pck_crl: text('pck_crl'),
  }
}
