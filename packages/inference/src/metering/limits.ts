import type { Address } from 'viem'
import type { BudgetExceededError } from './errors.js'
import type { Caps } from './readPolicy.js'
import { everybody, type Sums } from './spendBook.js'

/** What is spent and set aside altogether. */
export type Tally = Sums & { settledToday: bigint; providers: Map<Address, Sums> }

/** A limit and what is taken of it; `behind` says who shares it: a provider's requests, or everybody's. */
export type Limit = Sums & { scope: 'total' | 'perDay' | 'perProvider'; cap: bigint; behind: string }

/** Which limit leaves no room, and its numbers. */
export type Shortage = Omit<BudgetExceededError.Options, 'waited'>

/** The limits that a request to a provider has to keep. */
export function limitsFor(caps: Caps, tally: Tally, provider: Address): readonly Limit[] {
  const { settled, settledToday, reserved } = tally
  const own = tally.providers.get(provider) ?? { settled: 0n, reserved: 0n }
  const limits = [
    { scope: 'total', settled, reserved, behind: everybody },
    { scope: 'perDay', settled: settledToday, reserved, behind: everybody },
    { scope: 'perProvider', ...own, behind: provider },
  ] as const
  return limits.flatMap((limit) => {
    const cap = caps[limit.scope]
    return cap === null ? [] : [{ ...limit, cap }]
  })
}

/** The first limit that an amount would break now, and whether it would even when all that is set aside came back. Null where it fits. */
export function findBroken(
  limits: readonly Limit[],
  worst: bigint,
): { limit: Limit; forGood: boolean } | null {
  const forGood = limits.find(({ cap, settled }) => settled + worst > cap)
  if (forGood) return { limit: forGood, forGood: true }
  const limit = limits.find(({ cap, settled, reserved }) => settled + reserved + worst > cap)
  return limit ? { limit, forGood: false } : null
}

export const shortageOf = (
  { scope, cap, settled, reserved }: Limit,
  { provider, worst }: { provider: Address; worst: bigint },
): Shortage => ({ scope, cap, settled, reserved, required: worst, provider })
