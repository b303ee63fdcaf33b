import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createService } from '../../test/createService.js'
import { chatFee } from './chatFee.js'
import { pricesOf } from './prices.js'
import { quote } from './quote.js'

const question = [{ role: 'user', content: 'What is 2+2?' }]
const flat = createService({ inputPrice: 7n, outputPrice: 11n })
const body = (model: string, messages: object, fields: object = {}) =>
  new TextEncoder().encode(JSON.stringify({ ...fields, model, messages })).length

test('counts bytes: four to a token as expected, one to a token and 64 for a message at worst', () => {
  const bytes = body(flat.model, question)
  expect(bytes).toBe(80)
  expect(quote(flat, question, { maxTokens: 100 })).toEqual({
    expected: 20n * 7n + 100n * 11n,
    worst: (80n + 64n) * 7n + 100n * 11n,
    unbounded: null,
  })
  expect(quote(flat, [...question, ...question], { maxTokens: 0, messageTokens: 10 })).toMatchObject({
    worst: (BigInt(body(flat.model, [...question, ...question])) + 20n) * 7n,
  })
})

test('an answer has 500 tokens unless fewer are allowed', () => {
  expect(quote(flat, question).expected).toBe(140n + 5_500n)
  expect(quote(flat, question, { maxTokens: 500 }).expected).toBe(140n + 5_500n)
  expect(quote(flat, question, { maxTokens: 499 }).expected).toBe(140n + 5_489n)
})

test('bytes are those of UTF-8', () => {
  const messages = [{ role: 'user', content: 'äöü€😀' }]
  expect(body(flat.model, messages)).toBe(68 + 13)
  expect(quote(flat, messages, { maxTokens: 0 }).worst).toBe((68n + 13n + 64n) * 7n)
})

test('other fields of the request count too, and n answers', () => {
  const fields = { tools: [{ type: 'function' }], n: 3 }
  const bytes = BigInt(body(flat.model, question, fields))
  expect(quote(flat, question, { maxTokens: 10, fields })).toEqual({
    expected: ((bytes + 3n) / 4n) * 7n + 330n,
    worst: (bytes + 64n) * 7n + 330n,
    unbounded: null,
  })
  for (const n of [0, -1, 1.5, '3']) {
    expect(quote(flat, [], { maxTokens: 10, fields: { n } }).expected).toBeLessThan(300n)
  }
})

describe('there is no worst case', () => {
  test('without maxTokens', () => {
    expect(quote(flat, question)).toMatchObject({
      worst: null,
      unbounded: 'Nothing bounds the answer: give maxTokens.',
    })
  })

  test.each([
    [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://a.example' } }] }],
    [{ role: 'user', content: [{ type: 'text', text: 'this:' }, { type: 'input_audio' }] }],
    [{ role: 'user', content: [5] }],
    [{ role: 'user', content: [null] }],
    [{ role: 'user', content: {} }],
    [{ role: 'assistant', content: null, audio: { id: 'a' } }],
  ])('for %j, unless its tokens are bounded', (message) => {
    expect(quote(flat, [message], { maxTokens: 1 })).toMatchObject({
      worst: null,
      unbounded: 'A message holds more than text: give attachmentTokens.',
    })
    expect(quote(flat, [message], { maxTokens: 1, attachmentTokens: 1_000 })).toMatchObject({
      worst: (BigInt(body(flat.model, [message])) + 64n + 1_000n) * 7n + 11n,
    })
  })

  test('but for any text', () => {
    const messages = [
      { role: 'system', content: [{ type: 'text', text: 'a' }, 'b', { type: 'refusal', refusal: 'c' }] },
      { role: 'assistant', content: null, tool_calls: [] },
      { role: 'tool' },
    ]
    expect(quote(flat, messages, { maxTokens: 1 }).unbounded).toBeNull()
  })
})

describe('tiers', () => {
  const tier = (maxInputTokens: number, inputMultiplier: number, outputMultiplier: number) => ({
    maxInputTokens,
    inputMultiplier,
    outputMultiplier,
  })
  const tiered = (...tiers: object[]) =>
    createService({
      inputPrice: 7n,
      outputPrice: 11n,
      additionalInfo: JSON.stringify({ tieredPricing: { tiers } }),
    })

  test('are chosen by the expected tokens, and the dearest within reach is the worst', () => {
    const service = tiered(tier(20, 1, 5), tier(144, 3, 2), tier(0, 9, 9))
    expect(quote(service, question, { maxTokens: 1 })).toEqual({
      expected: 20n * 7n + 55n,
      worst: 144n * 21n + 55n,
      unbounded: null,
    })
    expect(quote(service, question, { maxTokens: 1, messageTokens: 65 }).worst).toBe(145n * 63n + 99n)
  })

  test('that end before the most tokens reach the last', () => {
    expect(quote(tiered(tier(1, 5, 1), tier(2, 2, 3)), question, { maxTokens: 1 }).worst).toBe(
      144n * 35n + 33n,
    )
  })

  test('count with what the model may write to its cache', () => {
    const additionalInfo = JSON.stringify({
      cacheTokenBilling: { divisor: 10, writeMultiplierNumerator: 5, writeMultiplierDenominator: 4 },
    })
    const service = createService({ inputPrice: 7n, outputPrice: 11n, additionalInfo })
    // 7 × 5 ÷ 4 is 8.75, and nobody may be told less.
    expect(quote(service, question, { maxTokens: 0 }).worst).toBe(144n * 9n)
  })
})

describe('a model of several', () => {
  const prices = { ...pricesOf(flat), input: 1n, output: 2n }
  test('counts by its own prices, and by those on chain where it names none', () => {
    const bytes = BigInt(body('own', question))
    expect(quote(flat, question, { maxTokens: 5, model: { id: 'own', prices } }).worst).toBe(
      bytes + 64n + 10n,
    )
    expect(quote(flat, question, { maxTokens: 5, model: { id: 'own', prices: null } }).worst).toBe(
      (bytes + 64n) * 7n + 55n,
    )
  })
})

describe('is refused', () => {
  test.each([
    [{ maxTokens: -1 }, 'maxTokens is -1'],
    [{ maxTokens: 1.5 }, 'maxTokens is 1.5'],
    [{ messageTokens: -1 }, 'messageTokens is -1'],
    [{ attachmentTokens: Number.NaN }, 'attachmentTokens is NaN'],
  ])('%j', (options, text) => {
    expect(() => quote(flat, question, options)).toThrow(text)
  })

  test('where prices can’t be read', () => {
    const service = createService({ additionalInfo: '{"cacheTokenBilling":{"divisor":0}}' })
    expect(() => quote(service, question)).toThrow(
      expect.objectContaining({ name: 'PricesUnreadableError', provider: service.provider }),
    )
  })
})

test('no answer within its tokens costs more than the worst case', () => {
  const count = fc.nat({ max: 400 })
  const price = fc.bigInt({ min: 0n, max: 2n ** 70n })
  const factor = fc.integer({ min: 0, max: 9 })
  const tiers = fc.array(
    fc.record({
      maxInputTokens: count,
      inputMultiplier: factor,
      outputMultiplier: factor,
      inputMultiplierDenominator: factor,
      outputMultiplierDenominator: factor,
    }),
    { maxLength: 4 },
  )
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  const content = fc.string({ unit: 'binary', maxLength: 60 })
  fc.assert(
    fc.property(
      fc.record({ inputPrice: price, outputPrice: price, tiers, divisor: fc.integer({ min: 1, max: 9 }) }),
      fc.record({ maxTokens: count, input: share, output: share, cached: count }),
      content,
      ({ inputPrice, outputPrice, tiers, divisor }, { maxTokens, input, output, cached }, text) => {
        const additionalInfo = JSON.stringify({ tieredPricing: { tiers }, cacheTokenBilling: { divisor } })
        const service = createService({ inputPrice, outputPrice, additionalInfo })
        const messages = [{ role: 'user', content: text }]
        const most = body(service.model, messages) + 64
        const { worst } = quote(service, messages, { maxTokens })
        const fee = chatFee(pricesOf(service), {
          prompt_tokens: Math.floor(input * most),
          completion_tokens: Math.floor(output * maxTokens),
          prompt_tokens_details: { cached_tokens: cached },
        })
        expect(worst).not.toBeNull()
        expect(fee <= (worst ?? -1n)).toBe(true)
      },
    ),
    { numRuns: 200 },
  )
})
