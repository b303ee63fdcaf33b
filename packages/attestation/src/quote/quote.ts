/** What stands in front of a quote. */
export type QuoteHeader = {
  version: 4 | 5
  /** 2 is ECDSA on P-256. */
  attestationKeyType: number
  /** 0x81 is TDX. */
  teeType: number
  /** Lower-case hex. */
  qeVendor: string
}

/** What the TDX module says of a TD: fields of 8 to 64 bytes, as they stand in the quote. */
export type TdReport = {
  teeTcbSvn: Uint8Array
  mrSeam: Uint8Array
  mrSignerSeam: Uint8Array
  seamAttributes: Uint8Array
  tdAttributes: Uint8Array
  xfam: Uint8Array
  mrTd: Uint8Array
  mrConfigId: Uint8Array
  mrOwner: Uint8Array
  mrOwnerConfig: Uint8Array
  /** RTMR0 to RTMR3. */
  rtmrs: readonly [Uint8Array, Uint8Array, Uint8Array, Uint8Array]
  reportData: Uint8Array
  /** Only TDX 1.5 tells it. */
  mrServiceTd: Uint8Array | undefined
}

/** What the quoting enclave says of itself. */
export type QeReport = {
  miscSelect: Uint8Array
  attributes: Uint8Array
  mrSigner: Uint8Array
  isvProdId: number
  isvSvn: number
  reportData: Uint8Array
}

/** A TDX quote, read and not yet believed. */
export type TdxQuote = {
  header: QuoteHeader
  td: TdReport
  /** What the attestation key signs: header and TD report. */
  signedBytes: Uint8Array
  /** r ‖ s. */
  signature: Uint8Array
  /** x ‖ y. */
  attestationKey: Uint8Array
  qe: QeReport
  qeReportBytes: Uint8Array
  /** r ‖ s, by the platform's PCK. */
  qeReportSignature: Uint8Array
  qeAuthData: Uint8Array
  /** PEM of the PCK's chain, leaf first. */
  pckChain: Uint8Array
}
