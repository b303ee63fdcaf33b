import { describe, expect, test } from 'vitest'
import { createService } from '../../test/createService.js'
import { pricesOf } from '../pricing/prices.js'
import { readModels } from './serviceModel.js'

const service = createService({
  inputPrice: 700n,
  outputPrice: 1_100n,
  additionalInfo: JSON.stringify({
    MultiModel: true,
    tieredPricing: { tiers: [{ maxInputTokens: 0, inputMultiplier: 3, outputMultiplier: 2 }] },
    cacheTokenBilling: { divisor: 4, writeMultiplierNumerator: 5, writeMultiplierDenominator: 4 },
  }),
})
const read = (...data: unknown[]) => readModels(JSON.stringify({ object: 'list', data }), service)
const shared = pricesOf(service)

describe('a model', () => {
  test('comes with all that is said of it', () => {
    const said = {
      id: 'zg/scripted-7b',
      canonical_id: 'scripted-7b',
      context_length: 131_072,
      max_completion_tokens: 8_192,
      tee_attested: true,
      pricing: { prompt: '70', completion: '110' },
    }
    expect(read(said)).toEqual([
      {
        id: 'zg/scripted-7b',
        canonicalId: 'scripted-7b',
        contextLength: 131_072,
        maxCompletionTokens: 8_192,
        prices: { ...shared, input: 70n, output: 110n },
        health: null,
        metadata: said,
      },
    ])
  })

  test('needs but an id', () => {
    expect(read({ id: 'a' })).toEqual([
      {
        id: 'a',
        canonicalId: null,
        contextLength: null,
        maxCompletionTokens: null,
        prices: null,
        health: null,
        metadata: { id: 'a' },
      },
    ])
    const odd = { id: 'a', canonical_id: 5, context_length: '5', max_completion_tokens: null }
    expect(read(odd)).toMatchObject([{ canonicalId: null, contextLength: null, maxCompletionTokens: null }])
  })

  test('without one is left out', () => {
    expect(read(null, 5, 'a', {}, { id: 5 }, { id: 'a' })).toMatchObject([{ id: 'a' }])
    expect(read()).toEqual([])
  })
})

describe('its prices', () => {
  const base = { prompt: '70', completion: '110' }
  const pricesFor = (pricing: unknown) => read({ id: 'a', pricing })?.[0]?.prices
  const ratio = (numerator: bigint, denominator = 1n) => ({ numerator, denominator })

  test('may have tiers and cached tokens of their own', () => {
    const tier = { max_input_tokens: 9, input_multiplier: 3, input_multiplier_denominator: 2 }
    const pricing = {
      ...base,
      tiered_pricing: [{ ...tier, output_multiplier: 5 }],
      cache_token_billing: { divisor: 10 },
    }
    expect(pricesFor(pricing)).toEqual({
      input: 70n,
      output: 110n,
      tiers: [{ maxInputTokens: 9n, input: ratio(3n, 2n), output: ratio(5n) }],
      cacheDivisor: 10n,
      cacheWrite: null,
      readable: true,
    })
  })

  test('are for an image where one has a price', () => {
    expect(pricesFor({ prompt: '0', completion: '0', image: '900' })).toMatchObject({
      input: 0n,
      output: 900n,
    })
    expect(pricesFor({ ...base, image: '0' })).toMatchObject({ input: 70n, output: 110n })
  })

  test('that can’t be read say so', () => {
    expect(pricesFor({ ...base, tiered_pricing: [{}] })?.readable).toBe(false)
    const unreadable = createService({ additionalInfo: '{"tieredPricing":5}' })
    expect(
      readModels(JSON.stringify({ data: [{ id: 'a', pricing: base }] }), unreadable)?.[0]?.prices?.readable,
    ).toBe(false)
  })

  test.each([
    null,
    5,
    {},
    { prompt: '70' },
    { completion: '110' },
    { prompt: 70, completion: 110 },
    { prompt: '0.0000001', completion: '110' },
    { prompt: '-70', completion: '110' },
    { prompt: '70', completion: '1'.repeat(79) },
  ])('%j are none', (pricing) => {
    expect(pricesFor(pricing)).toBeNull()
  })
})

test.each(['', 'null', '[]', '{}', '{"data":{}}', '<html>'])('%j lists no models', (text) => {
  expect(readModels(text, service)).toBeNull()
})
