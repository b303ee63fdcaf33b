import { expect, test } from 'vitest'
import { createService } from '../../test/createService.js'
import { byPrice } from './byPrice.js'

const service = (model: string, inputPrice: bigint, outputPrice: bigint, serviceType = 'chatbot') =>
  createService({ model, inputPrice, outputPrice, serviceType })

test('the cheapest sum comes first, and equals keep their order', () => {
  const services = [
    service('dear', 5n, 5n),
    service('cheap', 1n, 2n),
    service('same', 2n, 1n),
    service('middle', 1n, 5n),
  ]
  expect(services.toSorted(byPrice).map(({ model }) => model)).toEqual(['cheap', 'same', 'middle', 'dear'])
  expect(
    services
      .toReversed()
      .toSorted(byPrice)
      .map(({ model }) => model),
  ).toEqual(['same', 'cheap', 'middle', 'dear'])
})

test.each(['text-to-image', 'image-editing'])('of %s the price of an image counts alone', (type) => {
  const services = [service('dear', 0n, 6n, type), service('cheap', 9n, 5n, type)]
  expect(services.toSorted(byPrice).map(({ model }) => model)).toEqual(['cheap', 'dear'])
})
