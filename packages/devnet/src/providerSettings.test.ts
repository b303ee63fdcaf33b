import { describe, expect, test } from 'vitest'
import { DevnetOptionError } from './errors.js'
import { type ProviderSettings, readProviders } from './providerSettings.js'

const v1 = { hasServices: true }
const legacy = { hasServices: false }
const chat = {
  ...{ serviceType: 'chatbot', model: undefined, additionalInfo: {}, models: new Map() },
  ...{ inputPrice: 100_000_000_000n, outputPrice: 400_000_000_000n },
}

test.each([v1, legacy])('a number is as many chatbots', (network) => {
  expect(readProviders(2, network)).toEqual([chat, chat])
  expect(readProviders(0, network)).toEqual([])
  expect(readProviders([{}], network)).toEqual([chat])
})

test('each entry says what it offers at which prices', () => {
  const additionalInfo = { cacheTokenBilling: { divisor: 4 } }
  expect(
    readProviders(
      [
        { model: 'm', inputPrice: 0n, outputPrice: 5n, additionalInfo },
        { serviceType: 'text-to-image' },
        { serviceType: 'image-editing', outputPrice: 7n },
        { serviceType: 'speech-to-text' },
      ],
      v1,
    ),
  ).toEqual([
    { ...chat, model: 'm', inputPrice: 0n, outputPrice: 5n, additionalInfo },
    { ...chat, serviceType: 'text-to-image', inputPrice: 0n, outputPrice: 1_000_000_000_000_000n },
    { ...chat, serviceType: 'image-editing', inputPrice: 0n, outputPrice: 7n },
    { ...chat, serviceType: 'speech-to-text' },
  ])
})

test('a chatbot may have further models', () => {
  const prices = { inputPrice: 1n, outputPrice: 0n }
  expect(readProviders([{ models: { small: prices } }], v1)).toEqual([
    { ...chat, models: new Map([['small', prices]]) },
  ])
})

describe('refused', () => {
  const prices = { inputPrice: 1n, outputPrice: 1n }
  const many = Array.from({ length: 51 }, () => ({}))
  test.each<[number | readonly ProviderSettings[], typeof v1, string]>([
    [51, v1, '`providers` takes a whole number from 0 to 50, not 51.'],
    [-1, v1, '`providers` takes a whole number from 0 to 50, not -1.'],
    [1.5, v1, '`providers` takes a whole number from 0 to 50, not 1.5.'],
    [many, v1, '`providers` takes a whole number from 0 to 50, not 51.'],
    [
      [{}, { serviceType: 'text-to-image' }],
      legacy,
      '`providers[1].serviceType` takes chatbot, which is all that this protocol knows, not "text-to-image".',
    ],
    [
      [{ additionalInfo: {} }],
      legacy,
      '`providers[0].additionalInfo` takes nothing, because this protocol has no such information, not {}.',
    ],
    [
      [{ models: { a: prices } }],
      legacy,
      '`providers[0].models` takes nothing, because only chatbots of v1 have several models, not ["a"].',
    ],
    [
      [{ serviceType: 'speech-to-text', models: { a: prices } }],
      v1,
      '`providers[0].models` takes nothing, because only chatbots of v1 have several models, not ["a"].',
    ],
    [
      [{ models: { a: { ...prices, outputPrice: -1n } } }],
      v1,
      '`providers[0].models[\'a\'].outputPrice` takes a bigint of neuron from zero, not "-1".',
    ],
    [[{ inputPrice: -1n }], v1, '`providers[0].inputPrice` takes a bigint of neuron from zero, not "-1".'],
    [
      [{ outputPrice: -1n }],
      legacy,
      '`providers[0].outputPrice` takes a bigint of neuron from zero, not "-1".',
    ],
  ])('is case %#', (providers, network, message) => {
    const read = () => readProviders(providers, network)
    expect(read).toThrow(DevnetOptionError)
    expect(read).toThrow(message)
  })

  test('is a service that nobody knows, and a price that is no bigint', () => {
    const read = (entry: Record<string, unknown>) => () => readProviders([{ ...entry }], v1)
    expect(read({ serviceType: 'zgStorage' })).toThrow(
      '`providers[0].serviceType` takes chatbot, text-to-image, image-editing, speech-to-text, not "zgStorage".',
    )
    expect(read({ inputPrice: 5 })).toThrow(
      '`providers[0].inputPrice` takes a bigint of neuron from zero, not 5.',
    )
  })
})
