export { type Collateral, readCollateral } from './collateral/collateral.js'
export { CollateralNotFoundError, type CollateralSource } from './collateral/collateralSource.js'
export {
  bundleCollateral,
  type CollateralBundle,
  offlineCollateral,
  readCollateralBundle,
} from './collateral/offlineCollateral.js'
export { pccsCollateral } from './collateral/pccsCollateral.js'
export { type AppCompose, readAppCompose } from './dstack/appCompose.js'
export { type AaelEvent, type CcelEvent, parseCcel, replayCcel } from './dstack/ccel.js'
export type { AppClaims } from './dstack/checkDstack.js'
export { checkMrConfigId } from './dstack/checkMrConfigId.js'
export { type ComposeImages, composeImages } from './dstack/composeImages.js'
export { type AppInfo, decodeAppInfo } from './dstack/decodeAppInfo.js'
export { type DstackEvent, parseEventLog } from './dstack/eventLog.js'
export { type RuntimeRegisters, replayEventLog } from './dstack/replayEventLog.js'
export { EvidenceError, InvalidPolicyError, MalformedEvidenceError } from './errors.js'
export { formatReport } from './formatReport.js'
export { type NrasClient, nrasClient } from './gpu/nrasClient.js'
export { type GpuClaims, type GpuEvidence, verifyGpuEvidence } from './gpu/verifyGpuEvidence.js'
export { verifyNrasBundle } from './gpu/verifyNrasBundle.js'
export { policies } from './policy/policies.js'
export type {
  AcceptableTcbStatus,
  OsImage,
  Policy,
  TcbStatus,
  WaivableCheck,
} from './policy/policy.js'
export { parseQuote } from './quote/parseQuote.js'
export type { QeReport, QuoteHeader, TdReport, TdxQuote } from './quote/quote.js'
export { bindReportData, type ReportDataLayout } from './reportData/bindReportData.js'
export type { Roots } from './roots.js'
export type { TdxClaims, TdxMeasurements } from './tdx/claims.js'
export { verifyTdxQuote } from './tdx/verifyTdxQuote.js'
export { createTeeVerifier, type ProviderClaims, type TeeVerifier } from './verifier/createTeeVerifier.js'
export type { TeeService } from './verifier/teeService.js'
export type { AnswerEvidence } from './verifier/verifyAnswer.js'
export type { MachineClaims } from './verifier/verifyEvidence.js'
export { createSignatureCache, type SignatureCache } from './x509/signatureCache.js'
