import { type Check, createReport, type Report } from '@zg/core'
import type { Policy } from '../policy/policy.js'
import { providerCheck } from '../response/providerCheck.js'
import { verifyResponseSignature } from '../response/verifyResponseSignature.js'
import { weakenRequest } from '../response/weakenRequest.js'
import type { ProviderClaims } from './createTeeVerifier.js'
import { answerSigner, type TeeService } from './teeService.js'

/** One answer to verify, and what is known of who gave it. */
export type AnswerEvidence = Pick<
  verifyResponseSignature.Options,
  'request' | 'response' | 'signature' | 'images'
> & {
  service: TeeService
  /** The report on the provider, or null where nobody examined it. */
  provider: Report<ProviderClaims> | null
  /** `verified` makes an answer from an unproven provider fail. */
  require?: 'verified' | undefined
}

/** Verifies one answer, whose signer must be the one that the provider's evidence names. */
export function verifyAnswer(
  { service, provider, require: required, ...answer }: AnswerEvidence,
  { policy, now, maxProviderAgeMs }: { policy: Policy; now: number; maxProviderAgeMs: number },
): Report {
  const signer = answerSigner(service)
  const signed = verifyResponseSignature({
    ...answer,
    signer: signer ?? 'no signer',
    hashForms: policy.responseHashForms,
    model: service.model,
  })
  const stale = provider && staleness(provider, { signer, now, maxProviderAgeMs })
  const { check, assurance } = providerCheck(provider, { required: required === 'verified' })
  const last: Check =
    stale && check.status === 'pass'
      ? { name: check.name, status: required ? 'fail' : 'skipped', required: check.required, reason: stale }
      : check
  return createReport({
    subject: 'answer',
    assurance: last.status === 'pass' ? assurance : 'acknowledged',
    checks: [
      ...weakenRequest(signed.checks, { isSeparated: service.details.isTargetSeparated, provider: last }),
      last,
    ],
    policy,
    checkedAt: now,
  })
}

function staleness(
  { claims, checkedAt = 0 }: Report<ProviderClaims>,
  { signer, now, maxProviderAgeMs }: { signer: string | null; now: number; maxProviderAgeMs: number },
): string | null {
  const proven = claims?.answerSigner.toLowerCase()
  if (proven !== signer?.toLowerCase())
    return `the provider was verified with the signer ${proven ?? 'of nobody'}, not ${signer}`
  const age = now - checkedAt
  // Turned so that a moment which is no number is too late.
  return !(age <= maxProviderAgeMs) ? `the provider was verified ${Math.round(age / 1_000)} s ago` : null
}
