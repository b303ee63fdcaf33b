import { toNeuron } from '@zg/core'
import { toCount } from '../pricing/toCount.js'
import { InvalidSpendPolicyError } from './errors.js'
import type { SpendPolicy, SpendScope } from './spendPolicy.js'

/** The limits of a policy, in neuron; null where there is none. */
export type Caps = Readonly<Record<SpendScope, bigint | null>>

const known = {
  perRequest: true,
  perDay: true,
  perProvider: true,
  total: true,
  maxOutputTokens: true,
  messageTokens: true,
  attachmentTokens: true,
  maxAudioFee: true,
  onApproaching: true,
} as const satisfies Readonly<Record<keyof SpendPolicy, true>>

/** Throws `InvalidSpendPolicyError`, `InvalidAmountError` or `InvalidCountError` for a policy that can't be kept. */
export function readPolicy(policy: SpendPolicy): Caps {
  const stranger = Object.keys(policy).find((name) => !Object.hasOwn(known, name))
  if (stranger !== undefined) throw new InvalidSpendPolicyError({ reason: `it has a field ${stranger}` })
  const { onApproaching, maxAudioFee } = policy
  if (onApproaching !== undefined && typeof onApproaching !== 'function') {
    throw new InvalidSpendPolicyError({ reason: 'onApproaching is no function' })
  }
  for (const name of ['maxOutputTokens', 'messageTokens', 'attachmentTokens'] as const) {
    if (policy[name] !== undefined) toCount(name, policy[name])
  }
  if (maxAudioFee !== undefined) toNeuron(maxAudioFee)
  const cap = (name: SpendScope) => {
    const amount = policy[name]
    return amount === undefined ? null : toNeuron(amount)
  }
  return {
    perRequest: cap('perRequest'),
    perDay: cap('perDay'),
    perProvider: cap('perProvider'),
    total: cap('total'),
  }
}
