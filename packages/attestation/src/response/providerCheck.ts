import type { Assurance, Check, Report } from '@zg/core'

/**
 * The check `response.providerVerified`, and what stands behind an answer's signer: the provider's hardware once it is verified, else somebody's word
 * on chain.
 *
 * It is required where the caller asked for proof; otherwise a provider that isn't verified makes it skipped. A report whose claims name another
 * `answerSigner` than `signer` says nothing of this answer.
 *
 * @example
 * ```ts
 * import { providerCheck } from '@zg/attestation/response'
 *
 * providerCheck(null, { required: false }).assurance // 'acknowledged'
 * ```
 */
export function providerCheck(
  provider: Report | null | undefined,
  { required, signer }: { required: boolean; signer?: string | undefined },
): { check: Check; assurance: Assurance } {
  const name = 'response.providerVerified'
  if (provider?.verdict === 'verified') {
    const proven = provenSigner(provider)
    if (signer !== undefined && proven !== undefined && proven.toLowerCase() !== signer.toLowerCase()) {
      const reason = `the provider was verified with the signer ${proven}, not ${signer}`
      const status = required ? 'fail' : 'skipped'
      return { check: { name, status, required, reason }, assurance: 'acknowledged' }
    }
    return { check: { name, status: 'pass', required }, assurance: provider.assurance }
  }
  const first =
    provider?.checks.find(({ status }) => status === 'fail') ??
    provider?.checks.find((check) => check.required && check.status === 'skipped')
  const reason = provider
    ? `the provider is ${provider.verdict}${first ? `: ${first.name}` : ''}`
    : 'nobody examined the provider'
  const status = provider?.verdict === 'failed' && required ? 'fail' : 'skipped'
  return { check: { name, status, required, reason }, assurance: 'acknowledged' }
}

const provenSigner = ({ claims }: Report): string | undefined =>
  claims && 'answerSigner' in claims && typeof claims.answerSigner === 'string'
    ? claims.answerSigner
    : undefined
