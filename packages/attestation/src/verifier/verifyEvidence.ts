import { type Assurance, bytesToHex, type Check, hexToBytes } from '@zg/core'
import { type Checklist, createChecklist, type Step } from '../checklist.js'
import type { Collateral } from '../collateral/collateral.js'
import { type AaelEvent, parseCcel, replayCcel } from '../dstack/ccel.js'
import { type AppClaims, checkDstack } from '../dstack/checkDstack.js'
import { EvidenceError } from '../errors.js'
import { checkGpus, type GpuClaims } from '../gpu/verifyGpuEvidence.js'
import { checkNras, type verifyNrasBundle } from '../gpu/verifyNrasBundle.js'
import { applyWaivers } from '../policy/applyPolicy.js'
import type { Policy } from '../policy/policy.js'
import { parseQuote } from '../quote/parseQuote.js'
import type { TdReport } from '../quote/quote.js'
import { bindReportData } from '../reportData/bindReportData.js'
import type { Roots } from '../roots.js'
import type { TdxClaims } from '../tdx/claims.js'
import { verifyTdxQuote } from '../tdx/verifyTdxQuote.js'
import type { SignatureCache } from '../x509/signatureCache.js'
import type { Evidence } from './evidence.js'

/** What the proven part of one machine's evidence says. */
export type MachineClaims = {
  /** Address of the key that signs there. */
  signer: string
  tdx: TdxClaims
  app: AppClaims | undefined
  /** What was started, where the machine logs it in a CCEL table. */
  started: readonly AaelEvent[] | undefined
  gpus: readonly GpuClaims[] | undefined
}

/** What NVIDIA's service answered; a text says why it didn't. Null when it was not to be asked. */
export type NrasAnswer =
  | Pick<verifyNrasBundle.Options, 'bundle' | 'keys' | 'issuer'>
  | { unreachable: string }
  | null

export type Setting = {
  signer: string
  /** 32 bytes that the caller chose. */
  nonce: Uint8Array
  collateral: Collateral | { unreachable: string }
  nras: NrasAnswer
  policy: Policy
  now: number
  roots: Roots | undefined
  cache: SignatureCache
}

export type Examined = { checks: readonly Check[]; assurance: Assurance; claims: MachineClaims | undefined }

/** Verifies one machine's evidence: quote, signer, measurements, GPUs. Pure and synchronous. */
export function verifyEvidence(evidence: Evidence, setting: Setting): Examined {
  const { policy, now, roots, collateral, cache } = setting
  const list = createChecklist()
  const { quote } = evidence
  const tdx =
    'unreachable' in collateral ? null : verifyTdxQuote({ quote, collateral, now, policy, roots, cache })
  const td: Step<TdReport> = tdx?.claims
    ? { name: 'tdx.quote.signature', passed: true, value: parseQuote(quote).td }
    : { name: tdx ? 'tdx.quote.signature' : 'tdx.collateral.tcbInfo', passed: false }
  if ('unreachable' in collateral) {
    list.run('tdx.quote.parse', [], () => parseQuote(quote))
    list.skip(td.name, collateral.unreachable, { required: true })
  }
  const bound = checkBinding(list, td, evidence, setting)
  const measured = checkLog(list, td, evidence, policy)
  const gpus = checkGpuPart(list, td, evidence, setting)
  const claims =
    tdx?.claims && bound.passed ? { signer: setting.signer, tdx: tdx.claims, ...measured, gpus } : undefined
  return {
    checks: [...(tdx?.checks ?? []), ...applyWaivers(list.checks, policy)],
    assurance: roots?.nvidia ? 'simulated' : (tdx?.assurance ?? assuranceUnder(roots)),
    claims,
  }
}

/** What evidence that nobody could judge would have been. */
export const assuranceUnder = (roots: Roots | undefined): Assurance =>
  roots?.intel || roots?.nvidia ? 'simulated' : 'hardware'

function checkBinding(list: Checklist, td: Step<TdReport>, { layout }: Evidence, { signer, nonce }: Setting) {
  const bound = list.run('reportData.binding', [td], ({ reportData }) =>
    bindReportData(layout, reportData, { signer, nonce }),
  )
  if (layout === 'address32-nonce32') list.run('reportData.nonce', [bound], () => undefined)
  else
    list.skip('reportData.nonce', 'the quote was made when the machine started, and holds no nonce', {
      required: true,
    })
  return bound
}

function checkLog(list: Checklist, td: Step<TdReport>, { log }: Evidence, policy: Policy) {
  if (log.kind === 'dstack') return { app: checkDstack(list, td, { log, policy }), started: undefined }
  const replayed = list.run('ccel.replay', [td], ({ rtmrs }) => replayCcel(parseCcel(log.table), rtmrs))
  list.skip('compose.allowed', 'the log names no compose text that can be compared', { required: true })
  list.skip('compose.imagesPinned', 'the log names no images', { required: true })
  return { app: undefined, started: replayed.value }
}

/** GPUs are bound to a machine by the nonce alone: it is the quote's own, or where that has none, the signer's address. */
function checkGpuPart(
  list: Checklist,
  td: Step<TdReport>,
  { gpu, layout }: Evidence,
  { nonce, signer, policy, now, roots, nras }: Setting,
): readonly GpuClaims[] | undefined {
  if (policy.gpu === 'off' || (gpu === null && policy.gpu === 'if-claimed')) return undefined
  if (gpu === null) {
    list.run('gpu.evidence.parse', [td], () => {
      throw new EvidenceError('the report holds no evidence of a GPU')
    })
    return undefined
  }
  const asked = layout === 'address32-nonce32' ? nonce : padded(hexToBytes(signer))
  const gpus = checkGpus(list, { evidence: gpu.evidence, nonce: asked, now, roots })
  checkMeasurements(list, { nras, policy, now, nonce: bytesToHex(asked), gpus: gpu.evidence.length })
  return gpus
}

function padded(address: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(32)
  bytes.set(address)
  return bytes
}

function checkMeasurements(
  list: Checklist,
  { nras, policy, ...asked }: { nras: NrasAnswer; policy: Policy; now: number; nonce: string; gpus: number },
): void {
  const name = 'gpu.measurements'
  if (policy.nras === 'off') {
    list.skip(name, 'the policy does not ask for it', { required: false })
    return
  }
  if (nras === null || 'unreachable' in nras) {
    const reason = nras?.unreachable ?? 'only NVIDIA can compare them, and its service was not asked'
    if (policy.nras === 'required') list.skip('gpu.nras.token', reason, { required: true })
    list.skip(name, reason, { required: true })
    return
  }
  const passed = checkNras(list, { ...nras, ...asked })
  list.run(name, [{ name: 'gpu.nras.submods', passed }], () => undefined)
}
