import type { Service } from '@zg/contracts'

const perImage = new Set(['text-to-image', 'image-editing'])

/** Cheapest first: by the sum of both prices, or by the price of an image where nothing else costs. Equals keep their order. */
export function byPrice(one: Service, other: Service): number {
  const difference = priceOf(one) - priceOf(other)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

const priceOf = ({ serviceType, inputPrice, outputPrice }: Service): bigint =>
  perImage.has(serviceType) ? outputPrice : inputPrice + outputPrice
