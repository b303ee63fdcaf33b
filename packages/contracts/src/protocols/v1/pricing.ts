import type { PriceTier, Pricing, Ratio } from '../../serviceDetails.js'

type Fields = Readonly<Record<string, unknown>>

/**
 * Reads how a service's prices change with a request: `tieredPricing` and `cacheTokenBilling` of its additional info, or `tiered_pricing` and
 * `cache_token_billing` of a model's prices, whose keys are the same in the other spelling.
 *
 * Never throws. What can't be read is left out, and `readable` is false then, because the price that counts may be what is missing.
 *
 * @example
 * ```ts
 * import { readPricing } from '@zg/contracts'
 *
 * const { tiers } = readPricing({ tieredPricing: { tiers: [{ maxInputTokens: 0, inputMultiplier: 3, outputMultiplier: 2 }] } })
 * tiers[0]?.input // { numerator: 3n, denominator: 1n }
 * ```
 */
export function readPricing(said: Fields): Pricing {
  const { tieredPricing, cacheTokenBilling } = inCamelCase(said)
  const tiers = readTiers(tieredPricing)
  const cache = readCache(cacheTokenBilling)
  return {
    tiers: tiers.filter((tier) => tier !== null),
    ...(cache ?? unsaid),
    readable: cache !== null && !tiers.includes(null),
  }
}

const unsaid = { cacheDivisor: null, cacheWrite: null }

/** Null stands for a tier that can't be read. A model lists its tiers, a service holds such a list. */
function readTiers(said: unknown): readonly (PriceTier | null)[] {
  if (isAbsent(said)) return []
  const list = Array.isArray(said) ? said : fieldsOf(said)?.tiers
  return Array.isArray(list) ? list.map(readTier) : [null]
}

function readTier(said: unknown): PriceTier | null {
  const tier = fieldsOf(said)
  const most = toCount(tier?.maxInputTokens)
  const input = toRatio(tier?.inputMultiplier, tier?.inputMultiplierDenominator)
  const output = toRatio(tier?.outputMultiplier, tier?.outputMultiplierDenominator)
  if (most === null || !input || !output) return null
  return { maxInputTokens: most === 0n ? null : most, input, output }
}

function readCache(said: unknown): Pick<Pricing, 'cacheDivisor' | 'cacheWrite'> | null {
  if (isAbsent(said)) return unsaid
  const cache = fieldsOf(said)
  const divisor = toCount(cache?.divisor)
  if (!cache || !divisor) return null
  const writes = ['writeMultiplier', 'write1hMultiplier']
    .filter((name) => !isAbsent(cache[`${name}Numerator`]))
    .map((name) => toRatio(cache[`${name}Numerator`], cache[`${name}Denominator`]))
  if (writes.includes(null)) return null
  const known = writes.filter((ratio) => ratio !== null)
  return { cacheDivisor: divisor, cacheWrite: known.toSorted(dearestFirst)[0] ?? null }
}

/** A missing denominator is 1, and so is one that nothing can be divided by: providers count so. */
function toRatio(above: unknown, below: unknown): Ratio | null {
  const numerator = toCount(above)
  const isOne = isAbsent(below) || (typeof below === 'number' && below <= 0)
  const denominator = isOne ? 1n : toCount(below)
  return numerator === null || denominator === null ? null : { numerator, denominator }
}

const dearestFirst = (one: Ratio, other: Ratio) =>
  Number(other.numerator * one.denominator - one.numerator * other.denominator)

const toCount = (value: unknown): bigint | null =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? BigInt(value) : null

const isAbsent = (value: unknown): value is null | undefined => value === undefined || value === null

const fieldsOf = (value: unknown): Fields | null =>
  typeof value === 'object' && value !== null ? inCamelCase({ ...value }) : null

const inCamelCase = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  )
