import type { Amount } from '@zg/core'
import type { Address } from 'viem'

/** Which limit of a policy. */
export type SpendScope = 'perRequest' | 'perDay' | 'perProvider' | 'total'

/** Spending reached four fifths of a limit. In neuron. */
export type Approach = {
  scope: Exclude<SpendScope, 'perRequest'>
  cap: bigint
  settled: bigint
  /** Whose limit it is, for `perProvider`. */
  provider: Address | null
}

/**
 * The most that may be spent. Amounts are decimal strings in 0G or a `bigint` in neuron.
 *
 * Each request's worst case is set aside before it is sent and confirmed from the answer's `usage`, so that what is spent and what is set aside never
 * exceed a limit together, whatever runs at once and in however many processes that share the store. All of this counts what honest providers bill.
 * Against a dishonest one, which bills what it likes, the hard limit is the balance of its sub-account: transfer no more than you would lose.
 */
export type SpendPolicy = {
  /** For one request. */
  perRequest?: Amount | undefined
  /** From midnight to midnight, UTC. */
  perDay?: Amount | undefined
  /** With any one provider, for good. */
  perProvider?: Amount | undefined
  /** For good: as long as the store keeps it. */
  total?: Amount | undefined
  /** Written into chat requests that don't limit their answer themselves; without it such a request is refused. */
  maxOutputTokens?: number | undefined
  /** Tokens that a model's template may add to a message; 64 by default. */
  messageTokens?: number | undefined
  /** The most that a part of a message may count which isn't text; without it such a request is refused. */
  attachmentTokens?: number | undefined
  /** The most that one transcription may cost, since nothing in a recording says; without it one is refused. */
  maxAudioFee?: Amount | undefined
  /** Called when spending reaches four fifths of a limit: once for each limit (each day, each provider), in the process whose answer did it. */
  onApproaching?: ((approach: Approach) => void) | undefined
}
