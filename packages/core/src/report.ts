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

/** The result of a verification: never a boolean. `claims` is what the proven part of the evidence says. */
export type Report<claims extends object = object> = {
  /** What was examined: one answer, or the provider's hardware. */
  subject: 'answer' | 'provider'
  verdict: Verdict
  assurance: Assurance
  checks: readonly Check[]
  /** Read from what is signed, and only once that signature held: without a verdict of `verified` they are no more than that. */
  claims?: claims | undefined
  /** What the evidence was held against, as data. */
  policy?: object | undefined
  /** The moment that counted as now, in milliseconds since 1970. */
  checkedAt?: number | undefined
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
export function createReport<claims extends object = object>({
  subject,
  ...rest
}: Omit<Report<claims>, 'verdict'>): Report<claims> {
  return { subject, ...rest, verdict: verdictOf(rest.checks) }
}

function verdictOf(checks: readonly Check[]): Verdict {
  if (checks.length === 0 || checks.some(({ status }) => status === 'fail')) return 'failed'
  const asked = checks.filter(({ required }) => required)
  return asked.length > 0 && asked.every(({ status }) => status === 'pass') ? 'verified' : 'incomplete'
}
