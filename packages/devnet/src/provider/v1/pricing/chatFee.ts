import type { Tally } from '../../usage.js'
import type { Fraction, Pricing, Tier } from './readPricing.js'

const one: Fraction = { numerator: 1n, denominator: 1n }
const flat: Tier = { maxInputTokens: 0n, input: one, output: one }

/**
 * The fee of a chat completion in neuron: by the model's usage, else by the words of its answer alone, as the network's providers count
 * then.
 *
 * A tier's prices are rounded down to the neuron before anything is counted by them, as the network's providers do, and the tokens that were
 * cached are rounded down together. A model can't have cached more than it read.
 */
export function chatFee({ usage, words }: Pick<Tally, 'usage' | 'words'>, pricing: Pricing): bigint {
  const { inputPrice, outputPrice, cacheDivisor } = pricing
  if (!usage) return BigInt(words) * outputPrice
  const prompt = BigInt(usage.prompt_tokens)
  const reported = BigInt(usage.prompt_tokens_details?.cached_tokens ?? 0)
  const cached = reported < prompt ? reported : prompt
  const { input, output } = tierOf(prompt, pricing.tiers)
  const tokenIn = multiply(inputPrice, input)
  const tokenOut = multiply(outputPrice, output)
  const inputFee = (prompt - cached) * tokenIn + (cached * tokenIn) / cacheDivisor
  return inputFee + BigInt(usage.completion_tokens) * tokenOut
}

const multiply = (price: bigint, { numerator, denominator }: Fraction) => (price * numerator) / denominator

/** The first that takes so many tokens; the last takes any number, whatever it says. */
const tierOf = (prompt: bigint, tiers: readonly Tier[]): Tier =>
  tiers.find(({ maxInputTokens }) => maxInputTokens === 0n || prompt <= maxInputTokens) ??
  tiers.at(-1) ??
  flat
