import {
  BaseError,
  bytesToHex,
  bytesToUtf8,
  fetchDocument,
  InvalidEncodingError,
  NetworkError,
} from '@zg/core'
import { type Collateral, readCollateral } from '../collateral/collateral.js'
import type { CollateralSource } from '../collateral/collateralSource.js'
import { EvidenceError } from '../errors.js'
import type { NrasClient } from '../gpu/nrasClient.js'
import type { Evidence } from './evidence.js'
import {
  assuranceUnder,
  type Examined,
  type NrasAnswer,
  type Setting,
  verifyEvidence,
} from './verifyEvidence.js'

/** Where one machine's report is, who it must name, and how it is read. */
export type Machine = { url: string; signer: string; read: (text: string) => Evidence }

export type Surroundings = Pick<Setting, 'nonce' | 'policy' | 'now' | 'roots' | 'cache'> & {
  /** Absent for simulated evidence, which brings its own. */
  collateral: CollateralSource | undefined
  nras: NrasClient | undefined
  fetch: typeof globalThis.fetch | undefined
  timeoutMs: number | undefined
  signal: AbortSignal | undefined
}

/** Fetches one machine's report and what is needed beside it, and verifies them. Who can't be asked makes checks skipped, never passed. */
export async function examineMachine(
  { url, signer, read }: Machine,
  around: Surroundings,
): Promise<Examined> {
  const report = await readReport(url, read, around)
  if ('problem' in report) return report.problem
  const [collateral, nras] = await Promise.all([
    findCollateral(report.evidence, around),
    askNras(report.evidence, signer, around),
  ])
  return verifyEvidence(report.evidence, { ...around, signer, collateral, nras })
}

const what = 'The provider'

async function readReport(
  url: string,
  read: Machine['read'],
  { fetch, timeoutMs, signal, roots }: Surroundings,
): Promise<{ evidence: Evidence } | { problem: Examined }> {
  const problem = (status: 'fail' | 'skipped', reason: string) => ({
    problem: {
      checks: [{ name: 'tdx.quote.parse', status, required: true, reason }],
      assurance: assuranceUnder(roots),
      claims: undefined,
    },
  })
  try {
    const { status, bytes } = await fetchDocument(url, { what, fetch, timeoutMs, signal })
    if (status >= 500 || status === 429) return problem('skipped', `the provider answered ${status}`)
    if (status !== 200) return problem('fail', `the provider answered ${status} and gave no report`)
    return { evidence: read(bytesToUtf8(bytes)) }
  } catch (error) {
    if (error instanceof NetworkError) return problem('skipped', error.shortMessage)
    if (error instanceof EvidenceError || error instanceof InvalidEncodingError)
      return problem('fail', error.shortMessage)
    throw error
  }
}

/** Simulated evidence brings its collateral, which its own root has signed; real evidence's comes from elsewhere, or it could choose an old one. */
async function findCollateral(
  { quote, collateral }: Evidence,
  { collateral: source, roots, signal }: Surroundings,
): Promise<Collateral | { unreachable: string }> {
  try {
    if (source) return await source(quote, { signal })
    if (roots?.intel) return readCollateral(collateral)
    return { unreachable: 'no source of collateral was given' }
  } catch (error) {
    return { unreachable: reasonOf(error, signal) }
  }
}

async function askNras(
  { gpu, layout }: Evidence,
  signer: string,
  { nras, policy, nonce, signal }: Surroundings,
): Promise<NrasAnswer> {
  if (!nras || !gpu || policy.gpu === 'off' || policy.nras === 'off') return null
  const asked =
    layout === 'address32-nonce32' ? bytesToHex(nonce) : signer.slice(2).toLowerCase().padEnd(64, '0')
  try {
    return await nras({ evidence: gpu.evidence, arch: gpu.arch, nonce: asked, signal })
  } catch (error) {
    return { unreachable: reasonOf(error, signal) }
  }
}

/** Why somebody who was asked gave nothing. A fault of ours, and the caller's own wish to stop, are thrown on. */
function reasonOf(error: unknown, signal: AbortSignal | undefined): string {
  signal?.throwIfAborted()
  if (BaseError.is(error)) return error.shortMessage
  throw error
}
