import type { Prices } from './prices.js'
import { toCount } from './toCount.js'

/**
 * What a provider charges for generated or edited images, in neuron: the output price for each. Pure.
 *
 * `images` is the `n` of the request; one when it names none. Throws `InvalidCountError`.
 *
 * @example
 * ```ts
 * import type { Service } from '@zg/contracts'
 * import { imageFee, pricesOf } from '@zg/inference'
 *
 * const feeOfFour = (service: Service) => imageFee(pricesOf(service), 4)
 * ```
 */
export const imageFee = ({ output }: Pick<Prices, 'output'>, images = 1): bigint =>
  toCount('The number of images', images) * output
