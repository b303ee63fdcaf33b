/** How current a platform, its quoting enclave or its TDX module is, in Intel's words, best first. */
export const tcbStatuses = [
  'UpToDate',
  'SWHardeningNeeded',
  'ConfigurationNeeded',
  'ConfigurationAndSWHardeningNeeded',
  'OutOfDate',
  'OutOfDateConfigurationNeeded',
  'Revoked',
] as const

export type TcbStatus = (typeof tcbStatuses)[number]

/** A status that a policy may accept: a revoked platform never. */
export type AcceptableTcbStatus = Exclude<TcbStatus, 'Revoked'>

/** An operating system image that somebody has built and measured. Lower-case hex without `0x`, as in a quote's registers. */
export type OsImage = { osImageHash: string; mrtd: string; rtmr1: string; rtmr2: string }

/**
 * Checks that a caller may waive. They stay in the report, as skipped. What proves that evidence is genuine at all is not among them.
 */
export const waivableChecks = [
  'chain.signerAcknowledged',
  'tdx.tcb.status',
  'tdx.policy.serviceTd',
  'reportData.nonce',
  'dstack.osImage',
  'compose.allowed',
  'compose.imagesPinned',
  'gpu.measurements',
  'gpu.nras.token',
  'gpu.nras.verdict',
  'gpu.nras.submods',
] as const

export type WaivableCheck = (typeof waivableChecks)[number]

/** What evidence must say to be accepted. Data alone: it can be stored, compared and shown. */
export type Policy = {
  name: 'strict' | 'observed' | 'devnet'
  acceptedTcbStatuses: readonly AcceptableTcbStatus[]
  /** Accept `OutOfDate` when every advisory against the platform is one of these. */
  advisoryAllowlist?: readonly string[] | undefined
  /** Refuses collateral that Intel has replaced by a newer evaluation. 18 was in use in February 2026. */
  minTcbEvaluationDataNumber?: number | undefined
  /** Refuses collateral issued longer ago, though it be still in date. */
  maxCollateralAgeMs?: number | undefined
  /** `mr_service_td` of service TDs that may be bound to a TD, as lower-case hex. Zero is always accepted. */
  allowedServiceTd: readonly string[]
  /** SHA-256 of the compose texts that somebody has reviewed, as lower-case hex. Without a list `compose.allowed` is skipped. */
  allowedComposeHashes?: readonly string[] | undefined
  /** Without a list `dstack.osImage` is skipped. */
  allowedOsImages?: readonly OsImage[] | undefined
  requirePinnedImages: boolean
  gpu: 'required' | 'if-claimed' | 'off'
  nras: 'required' | 'optional' | 'off'
  responseHashForms: readonly ('wire' | 'python-json-dumps')[]
  waive?: readonly WaivableCheck[] | undefined
}
