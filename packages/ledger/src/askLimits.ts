import type { Contracts, Limits, Protocol, Read } from '@zg/contracts'
import { resultOf } from '@zg/contracts/read'

type Settled = readonly PromiseSettledResult<unknown>[]

/** Reads that give the limits, to ask beside others in one question; none where the limits are known. */
export function askLimits({
  limits,
  protocol,
  contracts,
}: {
  limits: Limits | undefined
  protocol: Protocol
  contracts: Contracts
}): { reads: readonly Read<unknown>[]; limitsFrom: (settled: Settled) => Limits } {
  if (limits) return { reads: [], limitsFrom: () => limits }
  const { reads, combine } = protocol.ledger.limits(contracts)
  return { reads, limitsFrom: (settled) => combine(settled.map(resultOf)) }
}
