import { DevnetOptionError } from '../../../errors.js'

export type Fraction = { numerator: bigint; denominator: bigint }

/** What multiplies the prices of a request with at most so many tokens in; zero for any number. */
export type Tier = { maxInputTokens: bigint; input: Fraction; output: Fraction }

/** A service's prices. In neuron per token, or per image. */
export type Pricing = {
  inputPrice: bigint
  outputPrice: bigint
  tiers: readonly Tier[]
  /** What divides the price of a token in that the model had cached; 1 where that is no cheaper. */
  cacheDivisor: bigint
}

/**
 * Reads a service's prices from what it registers: two on chain, and `tieredPricing` and `cacheTokenBilling` in its additional
 * information.
 *
 * Throws `DevnetOptionError` for tiers or a divisor that no fee can be counted by.
 */
export function readPricing({
  inputPrice,
  outputPrice,
  additionalInfo,
}: {
  inputPrice: bigint
  outputPrice: bigint
  additionalInfo: Readonly<Record<string, unknown>>
}): Pricing {
  const { tieredPricing, cacheTokenBilling } = additionalInfo
  return {
    inputPrice,
    outputPrice,
    tiers: tieredPricing === undefined ? [] : readTiers(tieredPricing),
    cacheDivisor:
      cacheTokenBilling === undefined
        ? 1n
        : whole(read(cacheTokenBilling, 'divisor'), 'cacheTokenBilling.divisor', 1),
  }
}

function readTiers(tieredPricing: unknown): readonly Tier[] {
  const tiers = read(tieredPricing, 'tiers')
  if (!Array.isArray(tiers) || tiers.length === 0) {
    throw refused('tieredPricing.tiers', tiers, 'a list of at least one tier')
  }
  return tiers.map((tier: unknown, index) => {
    const name = (field: string) => `tieredPricing.tiers[${index}].${field}`
    const field = (key: string, least: number, otherwise?: number) =>
      whole(read(tier, key) ?? otherwise, name(key), least)
    const fraction = (key: string): Fraction => ({
      numerator: field(key, 1),
      denominator: field(`${key}Denominator`, 1, 1),
    })
    return {
      maxInputTokens: field('maxInputTokens', 0),
      input: fraction('inputMultiplier'),
      output: fraction('outputMultiplier'),
    }
  })
}

const read = (holder: unknown, key: string): unknown =>
  typeof holder === 'object' && holder !== null
    ? Object.entries(holder).find(([name]) => name === key)?.[1]
    : undefined

function whole(value: unknown, name: string, least: number): bigint {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least) return BigInt(value)
  throw refused(name, value, `a whole number from ${least}`)
}

const refused = (name: string, value: unknown, expected: string) =>
  new DevnetOptionError({ option: `additionalInfo.${name}`, value, expected })
