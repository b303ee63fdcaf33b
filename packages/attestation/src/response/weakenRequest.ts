import type { Check } from '@zg/core'

/**
 * Says of a question's hash that passed that it is weak, where a model's own server signed it and the broker in front is not proven: such a server signs
 * whatever hash it is told.
 *
 * `provider` is the check `response.providerVerified`.
 *
 * @example
 * ```ts
 * import { providerCheck, weakenRequest } from '@zg/attestation/response'
 *
 * const { check: provider } = providerCheck(null, { required: false })
 * const checks = [{ name: 'response.request.hash', status: 'pass', required: true }] as const
 * weakenRequest(checks, { isSeparated: true, provider })[0]?.reason // 'weak: …'
 * ```
 */
export const weakenRequest = (
  checks: readonly Check[],
  { isSeparated, provider }: { isSeparated: boolean; provider: Check },
): readonly Check[] =>
  checks.map((check) => {
    const isTheirs = check.name === 'response.request.hash' && check.status === 'pass'
    return isTheirs && isSeparated && provider.status !== 'pass' ? { ...check, reason } : check
  })

const reason = 'weak: the broker in front of the model is not proven, and could have told it this hash'
