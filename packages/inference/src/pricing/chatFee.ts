import { PricesUnreadableError } from './errors.js'
import { type Prices, pricesAt } from './prices.js'
import { toCount } from './toCount.js'

/**
 * What a provider charges for one chat answer, in neuron, from the answer's own `usage`. Pure, and exact to the neuron.
 *
 * The tier is chosen by the prompt tokens, and its prices are rounded down; cached tokens are rounded down together. Tokens that a model writes to
 * its cache may cost more at some providers (`cacheWrite`), which no usage of an OpenAI-compatible answer shows. Throws `InvalidCountError`, and
 * `PricesUnreadableError` where a fee can't be known.
 *
 * @example
 * ```ts
 * import type { Service } from '@zg/contracts'
 * import { chatFee, pricesOf } from '@zg/inference'
 *
 * const usage = { prompt_tokens: 900, completion_tokens: 40, prompt_tokens_details: { cached_tokens: 512 } }
 * const feeOf = (service: Service) => chatFee(pricesOf(service), usage)
 * ```
 */
export function chatFee(prices: Prices, usage: chatFee.Usage): bigint {
  if (!prices.readable) throw new PricesUnreadableError()
  const prompt = toCount('prompt_tokens', usage.prompt_tokens)
  const completion = toCount('completion_tokens', usage.completion_tokens)
  const { input, output } = pricesAt(prices, prompt)
  const said = usage.prompt_tokens_details?.cached_tokens ?? 0
  const reported = prices.cacheDivisor === null ? 0n : toCount('cached_tokens', said)
  // A model can't have cached more than it read.
  const cached = reported < prompt ? reported : prompt
  return (prompt - cached) * input + (cached * input) / (prices.cacheDivisor ?? 1n) + completion * output
}

export declare namespace chatFee {
  /** The `usage` of an OpenAI-compatible answer; its other fields cost nothing. */
  type Usage = {
    prompt_tokens: number
    completion_tokens: number
    prompt_tokens_details?: { cached_tokens?: number | null | undefined } | null | undefined
  }
}
