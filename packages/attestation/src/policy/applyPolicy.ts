import type { Check } from '@zg/core'
import { InvalidPolicyError } from '../errors.js'
import { type Policy, waivableChecks } from './policy.js'

/** Throws `InvalidPolicyError` for a policy that waives what can't be waived. */
export function checkPolicy({ waive = [] }: Policy): void {
  const known: readonly string[] = waivableChecks
  const wrong = waive.find((name) => !known.includes(name))
  if (wrong === undefined) return
  throw new InvalidPolicyError(`The check ${wrong} can't be waived.`, {
    metaMessages: [`These can be: ${known.join(', ')}.`],
  })
}

/** The checks under a policy: those that it waives and that did not pass are skipped, say so, and are required no more. */
export const applyWaivers = (checks: readonly Check[], { waive = [] }: Policy): Check[] => {
  const waived: readonly string[] = waive
  return checks.map((check) => {
    if (check.status === 'pass' || !waived.includes(check.name) || !check.required) return check
    return {
      ...check,
      status: 'skipped',
      required: false,
      reason: `waived: ${check.reason ?? 'not checked'}`,
    }
  })
}
