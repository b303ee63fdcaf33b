import { InvalidCountError } from './errors.js'
import type { Prices } from './prices.js'
import { toCount } from './toCount.js'

/**
 * What a provider charges for one transcription, in neuron, from the answer's own `usage`. Pure.
 *
 * Tokens cost their prices. Seconds are rounded to whole ones, at least one, and cost the input price each: such a service's input price is per second.
 * Tiers don't count. Throws `InvalidCountError`.
 *
 * @example
 * ```ts
 * import type { Service } from '@zg/contracts'
 * import { audioFee, pricesOf } from '@zg/inference'
 *
 * const feeOfMinute = (service: Service) => audioFee(pricesOf(service), { seconds: 60 })
 * ```
 */
export function audioFee({ input, output }: Pick<Prices, 'input' | 'output'>, usage: audioFee.Usage): bigint {
  if ('input_tokens' in usage) {
    return (
      toCount('input_tokens', usage.input_tokens) * input +
      toCount('output_tokens', usage.output_tokens) * output
    )
  }
  const { seconds } = usage
  if (!(seconds >= 0 && seconds <= Number.MAX_SAFE_INTEGER)) {
    throw new InvalidCountError({ what: 'seconds', value: seconds })
  }
  return BigInt(Math.max(Math.round(seconds), 1)) * input
}

export declare namespace audioFee {
  type Usage = { input_tokens: number; output_tokens: number } | { seconds: number }
}
