/** One named question that a verification asked. */
export type Check = {
  /** Stable dotted name, such as `response.request.hash`. */
  name: string
  status: 'pass' | 'fail' | 'skipped'
  /** A required check that was skipped makes the verdict `incomplete`. */
  required: boolean
  /** Why it failed or was skipped, with the values compared. */
  reason?: string | undefined
}

/** What the checks of a report come to. */
export type Verdict = 'verified' | 'failed' | 'incomplete'

/** What stands behind the signer: attested hardware, simulated evidence, or somebody's word on chain. */
export type Assurance = 'hardware' | 'simulated' | 'acknowledged'

/** The result of a verification: never a boolean. */
export type Report = {
  /** What was examined: one answer, or the provider's hardware. */
  subject: 'answer' | 'provider'
  verdict: Verdict
  assurance: Assurance
  checks: readonly Check[]
}

/** Examines an exchange or a provider, and reports. */
export type Verifier<evidence> = (evidence: evidence) => Promise<Report>

/**
 * Builds a report; the verdict follows from the checks.
 *
 * `failed` when a check failed or there is none, `incomplete` when a required one was skipped, else `verified`.
 *
 * @example
 * ```ts
 * import { createReport } from '@zg/core'
 *
 * const report = createReport({
 *   subject: 'answer',
 *   assurance: 'acknowledged',
 *   checks: [{ name: 'response.signer', status: 'pass', required: true }],
 * })
 * report.verdict // 'verified'
 * ```
 */
export function createReport({ subject, assurance, checks }: Omit<Report, 'verdict'>): Report {
  return { subject, verdict: verdictOf(checks), assurance, checks }
}

function verdictOf(checks: readonly Check[]): Verdict {
  if (checks.length === 0 || checks.some(({ status }) => status === 'fail')) return 'failed'
  const asked = checks.filter(({ required }) => required)
  return asked.length > 0 && asked.every(({ status }) => status === 'pass') ? 'verified' : 'incomplete'
}
