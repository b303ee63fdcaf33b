import type { Pricing, Ratio, Service } from '@zg/contracts'
import { largest } from '../largest.js'

/** What a provider charges. In neuron: per token, per image for `output` of an image service, per second of sound for some `input`. */
export type Prices = Pricing & { input: bigint; output: bigint }

/**
 * A service's prices as they stand on chain. Pure.
 *
 * Of a provider with several models they are the dearest of them; `listService({ detail: true })` gives each model's own.
 *
 * @example
 * ```ts
 * import type { Service } from '@zg/contracts'
 * import { chatFee, pricesOf } from '@zg/inference'
 *
 * const feeOf = (service: Service) => chatFee(pricesOf(service), { prompt_tokens: 12, completion_tokens: 3 })
 * ```
 */
export const pricesOf = ({ inputPrice, outputPrice, details }: Service): Prices => ({
  input: inputPrice,
  output: outputPrice,
  ...details.pricing,
})

/** Rounded down to the neuron, as providers do. */
const multiply = (price: bigint, { numerator, denominator }: Ratio): bigint =>
  (price * numerator) / denominator

/** What a token costs each way once a tier is chosen. */
type TokenPrices = { input: bigint; output: bigint }

/** The price of each tier, in order; the plain prices where there are none. */
export const tierPrices = ({ input, output, tiers }: Prices): readonly TokenPrices[] =>
  tiers.length === 0
    ? [{ input, output }]
    : tiers.map((tier) => ({ input: multiply(input, tier.input), output: multiply(output, tier.output) }))

/** Which of `tierPrices` counts for so many input tokens: the first that takes them, else the last. */
export function tierIndex({ tiers }: Prices, inputTokens: bigint): number {
  const found = tiers.findIndex(
    ({ maxInputTokens }) => maxInputTokens === null || inputTokens <= maxInputTokens,
  )
  return found === -1 ? Math.max(tiers.length - 1, 0) : found
}

/** What a token costs in a request with so many of them. */
export function pricesAt(prices: Prices, inputTokens: bigint): TokenPrices {
  const { input, output } = prices
  return tierPrices(prices)[tierIndex(prices, inputTokens)] ?? { input, output }
}

/** The most that a token costs in any of these tiers, tokens written to the model's cache included. */
export function dearestPrices(
  tiers: readonly TokenPrices[],
  { cacheWrite }: Pick<Prices, 'cacheWrite'>,
): TokenPrices {
  const input = largest(tiers.map((tier) => tier.input))
  return {
    input: largest([input, cacheWrite ? ceiling(input, cacheWrite) : 0n]),
    output: largest(tiers.map((tier) => tier.output)),
  }
}

const ceiling = (price: bigint, { numerator, denominator }: Ratio): bigint =>
  (price * numerator + denominator - 1n) / denominator
