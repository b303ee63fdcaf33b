import type { Deadline } from '@zg/contracts/read'
import type { Address } from 'viem'

/** What one attempt needs: who is paid, and the most that it can cost, in neuron. The signal and `timeoutMs` bound the wait for room. */
export type ReserveRequest = Deadline & { provider: Address; worst: bigint }

/** How a reservation ended. In neuron. */
export type Settlement = {
  /** What counts as spent. */
  fee: bigint
  /** What the provider billed beyond the bound: above zero, it is quarantined from then on. */
  excess: bigint
}

/**
 * Money set aside for one attempt.
 *
 * Of `settle` and `release` the first call counts; later ones give its outcome. An attempt that is neither settled nor released by a process that
 * dies is given up at its deadline: released if it was never marked as sent, else counted as spent whole, since the provider may bill it. One that is
 * left open for an hour counts as spent whole too.
 */
export type Reservation = {
  provider: Address
  /** What is set aside, in neuron: the request's worst case. */
  held: bigint
  /**
   * To be awaited right before the request leaves: from then on the provider may bill it. Throws `ReservationExpiredError` when the money isn't set
   * aside any more, because this process stood still beyond the deadline. When it throws nothing may be sent, and the reservation is released.
   */
  markSent: () => Promise<void>
  /** Gives back what the fee leaves. Null for a fee that nobody knows, such as that of an answer which broke off: then all of it is spent. */
  settle: (fee: bigint | null) => Promise<Settlement>
  /** Gives all of it back: the request was never sent, or the provider is known not to charge for it. */
  release: () => Promise<void>
}

/** What was spent and what is set aside, by all who share the store. In neuron. */
export type Spending = {
  settled: bigint
  /** Of `settled`, what was spent on this UTC day. */
  settledToday: bigint
  reserved: bigint
  providers: readonly {
    provider: Address
    settled: bigint
    reserved: bigint
    /** What it billed beyond the bounds; above zero it is quarantined. */
    excess: bigint
  }[]
}

/** Keeps spending within a policy. */
export type Meter = {
  /**
   * Sets the worst case aside; waits in line while it doesn't fit now and would after others give back what they don't need.
   *
   * Throws `BudgetExceededError` at once for what can never fit, and after `timeoutMs` (30 s) for what still doesn't;
   * `ProviderQuarantinedError`, the signal's reason, and what the store throws: without its word nothing may be sent.
   */
  reserve: (request: ReserveRequest) => Promise<Reservation>
  spending: () => Promise<Spending>
  /** Ends a provider's quarantine; what it billed stays counted. */
  readmit: (provider: Address) => Promise<void>
}
