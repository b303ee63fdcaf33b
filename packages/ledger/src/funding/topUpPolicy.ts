import { type Amount, toNeuron } from '@zg/core'
import { InvalidTopUpPolicyError } from './errors.js'

/** When a sub-account gets money from the ledger, how much, and how much in a day. Amounts are decimal strings in 0G or a `bigint` in neuron. */
export type TopUpPolicy = {
  /** What can be spent, under which it is topped up. */
  below: Amount
  /** What can be spent afterwards. */
  to: Amount
  /** The most that top-ups move from midnight to midnight, UTC, to all providers together. */
  perDay: Amount
}

/** In neuron. */
export type TopUpAmounts = Readonly<Record<keyof TopUpPolicy, bigint>>

/** Throws `InvalidTopUpPolicyError` or `InvalidAmountError` for a policy that can't be kept. */
export function readTopUpPolicy(policy: TopUpPolicy): TopUpAmounts {
  const { below, to, perDay, ...rest } = policy
  const [stranger] = Object.keys(rest)
  if (stranger !== undefined) throw new InvalidTopUpPolicyError({ reason: `it has a field ${stranger}` })
  for (const [name, amount] of Object.entries({ below, to, perDay })) {
    if (amount === undefined) throw new InvalidTopUpPolicyError({ reason: `${name} is missing` })
  }
  const amounts = { below: toNeuron(below), to: toNeuron(to), perDay: toNeuron(perDay) }
  if (amounts.to < amounts.below || amounts.to === 0n) {
    throw new InvalidTopUpPolicyError({ reason: 'to is less than below, or nothing' })
  }
  return amounts
}
