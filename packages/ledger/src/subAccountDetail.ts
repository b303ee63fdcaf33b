import type { Protocol, Refund, Service, SubAccount } from '@zg/contracts'

/** A withdrawal that waits. From `releasesAt` on (seconds since the epoch) `retrieveFund` collects it. */
export type PendingRefund = Refund & { releasesAt: bigint }

/** A sub-account, and what of it can pay for requests. Amounts in neuron. */
export type SubAccountDetail = Omit<SubAccount, 'refunds'> & {
  refunds: readonly PendingRefund[]
  /** What the provider wants to see beside the fees; null when that follows a price and the provider has none any more. */
  reserve: bigint | null
  /** What the provider has billed and not yet settled; null when nobody asked it. */
  unsettled: bigint | null
  /** What is left for requests: `balance - pendingRefund - reserve - unsettled`, and never below zero. */
  spendable: bigint
}

type Circumstances = { lockTime: bigint; reserve: bigint | null; unsettled: bigint | null }

export function toSubAccountDetail(account: SubAccount, circumstances: Circumstances): SubAccountDetail {
  const { lockTime, reserve, unsettled } = circumstances
  const left = reserve === null ? 0n : account.balance - account.pendingRefund - reserve - (unsettled ?? 0n)
  return {
    ...account,
    refunds: account.refunds.map((refund) => ({ ...refund, releasesAt: refund.createdAt + lockTime })),
    reserve,
    unsettled,
    spendable: left > 0n ? left : 0n,
  }
}

/** What a provider wants to see beside the fees; null where that follows the price of a service that is gone. */
export function reserveOf({ limits }: Protocol, service: Pick<Service, 'outputPrice'> | null): bigint | null {
  if (limits.reserveFollowsPrice) return service && limits.reserve(service)
  return limits.reserve({ outputPrice: 0n })
}
