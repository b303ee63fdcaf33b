import type { Tally } from '../../usage.js'
import type { Fraction, Pricing, Tier } from './readPricing.js'

const one: Fraction = { numerator: 1n, denominator: 1n }
const flat: Tier = { maxInputTokens: 0n, input: one, output: one }

/**
 * The fee of a chat completion in neuron: by the model's usage, else by the words of its answer alone, as the network's providers count
 * then.
 *
 * Tokens in that were cached, those that were not, and tokens out are each counted exactly and rounded down to the neuron once, at the
 * end. A model can't have cached more than it read.
 */
export function chatFee({ usage, words }: Pick<Tally, 'usage' | 'words'>, pricing: Pricing): bigint {
  const { inputPrice, outputPrice, cacheDivisor } = pricing
  if (!usage) return BigInt(words) * outputPrice
  const prompt = BigInt(usage.prompt_tokens)
  const reported = BigInt(usage.prompt_tokens_details?.cached_tokens ?? 0)
  const cached = reported < prompt ? reported : prompt
  const { input, output } = tierOf(prompt, pricing.tiers)
  const inputFee = (tokens: bigint, divisor: bigint) =>
    (tokens * inputPrice * input.numerator) / (input.denominator * divisor)
  const outputFee = (BigInt(usage.completion_tokens) * outputPrice * output.numerator) / output.denominator
  return inputFee(prompt - cached, 1n) + inputFee(cached, cacheDivisor) + outputFee
}

/** The first that takes so many tokens; the last takes any number, whatever it says. */
const tierOf = (prompt: bigint, tiers: readonly Tier[]): Tier =>
  tiers.find(({ maxInputTokens }) => maxInputTokens === 0n || prompt <= maxInputTokens) ??
  tiers.at(-1) ??
  flat
