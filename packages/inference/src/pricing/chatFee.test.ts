import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createService } from '../../test/createService.js'
import { chatFee } from './chatFee.js'
import { pricesOf } from './prices.js'

const priced = (said: object = {}, prices = { inputPrice: 7n, outputPrice: 11n }) =>
  pricesOf(createService({ ...prices, additionalInfo: JSON.stringify(said) }))
const tiered = (...tiers: readonly (readonly [number, number, number, number?, number?])[]) => ({
  tieredPricing: {
    tiers: tiers.map(
      ([
        maxInputTokens,
        inputMultiplier,
        outputMultiplier,
        inputMultiplierDenominator,
        outputMultiplierDenominator,
      ]) => ({
        maxInputTokens,
        inputMultiplier,
        outputMultiplier,
        inputMultiplierDenominator,
        outputMultiplierDenominator,
      }),
    ),
  },
})
const used = (prompt_tokens: number, completion_tokens: number, cached_tokens?: number | null) => ({
  prompt_tokens,
  completion_tokens,
  prompt_tokens_details: { cached_tokens },
})

test('a flat price counts tokens in and out', () => {
  expect(chatFee(priced(), { prompt_tokens: 100, completion_tokens: 10 })).toBe(810n)
  expect(chatFee(priced(), used(0, 0))).toBe(0n)
  expect(chatFee(priced(), { prompt_tokens: 100, completion_tokens: 10, prompt_tokens_details: null })).toBe(
    810n,
  )
})

describe('tiers', () => {
  const prices = priced(tiered([10, 1, 1], [20, 2, 3], [30, 5, 7]))
  test.each([
    [0, 0, 0n],
    [10, 4, 70n + 44n],
    [11, 4, 154n + 132n],
    [20, 1, 280n + 33n],
    [21, 1, 735n + 77n],
    [30, 1, 1_050n + 77n],
    // More than the last says it takes.
    [31, 1, 1_085n + 77n],
  ])('of %i tokens in and %i out', (prompt, completion, wanted) => {
    expect(chatFee(prices, used(prompt, completion))).toBe(wanted)
  })

  test('are tried in their own order', () => {
    expect(chatFee(priced(tiered([0, 2, 1], [10_000, 9, 9])), used(5_000, 1))).toBe(70_000n + 11n)
  })

  test('round each price down', () => {
    // 7 × 3 ÷ 2 is 10.5 a token, 11 ÷ 4 is 2.75.
    const fractions = priced(tiered([0, 3, 1, 2, 4]))
    expect(chatFee(fractions, used(2, 0))).toBe(20n)
    expect(chatFee(fractions, used(0, 3))).toBe(6n)
  })
})

describe('cached tokens', () => {
  const prices = priced({ cacheTokenBilling: { divisor: 4 } })
  test.each([
    [used(100, 1, 0), 711n],
    [used(100, 1, 40), 420n + 70n + 11n],
    // 7 × 3 ÷ 4 is 5.25: rounded down together.
    [used(100, 1, 3), 679n + 5n + 11n],
    [used(100, 1, 100), 175n + 11n],
    // It can't have cached more than it read.
    [used(100, 1, 1_000), 175n + 11n],
    [used(100, 1, null), 711n],
  ])('of %j cost a part', (usage, wanted) => {
    expect(chatFee(prices, usage)).toBe(wanted)
  })

  test('cost a part of their tier, and all of it where nothing is said of them', () => {
    const both = priced({ ...tiered([0, 3, 1, 2]), cacheTokenBilling: { divisor: 4 } })
    expect(chatFee(both, used(100, 0, 50))).toBe(500n + 125n)
    expect(chatFee(priced(), used(100, 0, 50))).toBe(700n)
  })
})

test.each([-1, 1.5, 2 ** 53, Number.NaN])('%s is no number of tokens', (count) => {
  const named = (what: string) => ({ name: 'InvalidCountError', message: expect.stringContaining(what) })
  const cached = priced({ cacheTokenBilling: { divisor: 4 } })
  expect(() => chatFee(priced(), used(count, 1))).toThrow(
    expect.objectContaining(named(`prompt_tokens is ${count}`)),
  )
  expect(() => chatFee(priced(), used(1, count))).toThrow(expect.objectContaining(named('completion_tokens')))
  expect(() => chatFee(cached, used(1, 1, count))).toThrow(expect.objectContaining(named('cached_tokens')))
})

test('prices that can’t be read give no fee', () => {
  expect(() => chatFee(priced({ tieredPricing: 5 }), used(1, 1))).toThrow(
    "The service names tiers or prices of cached tokens that can't be read.",
  )
})

test('is the sum of its parts, whatever the numbers', () => {
  const count = fc.nat({ max: 2 ** 40 })
  const price = fc.bigInt({ min: 0n, max: 2n ** 96n })
  const factor = fc.integer({ min: 1, max: 1_000 })
  fc.assert(
    fc.property(
      count,
      count,
      count,
      price,
      price,
      factor,
      factor,
      (p, c, hit, inputPrice, outputPrice, n, d) => {
        const said = { ...tiered([0, n, d, d, n]), cacheTokenBilling: { divisor: d } }
        const input = (inputPrice * BigInt(n)) / BigInt(d)
        const output = (outputPrice * BigInt(d)) / BigInt(n)
        const cached = BigInt(Math.min(hit, p))
        expect(chatFee(priced(said, { inputPrice, outputPrice }), used(p, c, hit))).toBe(
          (BigInt(p) - cached) * input + (cached * input) / BigInt(d) + BigInt(c) * output,
        )
      },
    ),
  )
})
