import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chatFee } from './chatFee.js'
import { type Pricing, readPricing } from './readPricing.js'

const flat: Pricing = { inputPrice: 7n, outputPrice: 11n, tiers: [], cacheDivisor: 1n }
const used = (prompt: number, completion: number, cached?: number) => ({
  usage: {
    ...{ prompt_tokens: prompt, completion_tokens: completion },
    ...(cached === undefined ? {} : { prompt_tokens_details: { cached_tokens: cached } }),
  },
  words: 1_000,
})
const tiered = (...tiers: readonly (readonly [number, number, number, number?, number?])[]): Pricing =>
  readPricing({
    ...flat,
    additionalInfo: {
      tieredPricing: {
        tiers: tiers.map(([maxInputTokens, inputMultiplier, outputMultiplier, ...denominators]) => ({
          ...{ maxInputTokens, inputMultiplier, outputMultiplier },
          ...{ inputMultiplierDenominator: denominators[0], outputMultiplierDenominator: denominators[1] },
        })),
      },
    },
  })

describe('a flat price', () => {
  test('counts tokens in and tokens out', () => {
    expect(chatFee(used(100, 10), flat)).toBe(810n)
    expect(chatFee(used(0, 0), flat)).toBe(0n)
  })

  test('counts words out alone when the model says nothing', () => {
    expect(chatFee({ usage: null, words: 9 }, flat)).toBe(99n)
  })

  test('knows no discount for cached tokens without a divisor', () => {
    expect(chatFee(used(100, 0, 40), flat)).toBe(700n)
  })
})

describe('tiers', () => {
  const pricing = tiered([10, 1, 1], [20, 2, 3], [30, 5, 7])
  test.each([
    [0, 0n],
    [10, 70n],
    [11, 154n],
    [20, 280n],
    [21, 735n],
    [30, 1_050n],
    // More than the last says it takes.
    [31, 1_085n],
  ])('%i tokens in cost %s', (prompt, wanted) => {
    expect(chatFee(used(prompt, 0), pricing)).toBe(wanted)
  })

  test('multiply the price out too, by the number of tokens in', () => {
    expect(chatFee(used(10, 4), pricing)).toBe(70n + 44n)
    expect(chatFee(used(11, 4), pricing)).toBe(154n + 132n)
  })

  test('of any number end the search', () => {
    expect(chatFee(used(5_000, 1), tiered([0, 2, 1], [10_000, 9, 9]))).toBe(70_000n + 11n)
  })

  test('multiply by fractions, each price rounded down', () => {
    // 7 × 3 ÷ 2 is 10.5 a token, 11 × 1 ÷ 4 is 2.75.
    const fractions = tiered([0, 3, 1, 2, 4])
    expect(chatFee(used(1, 0), fractions)).toBe(10n)
    expect(chatFee(used(2, 0), fractions)).toBe(20n)
    expect(chatFee(used(0, 3), fractions)).toBe(6n)
  })
})

describe('cached tokens', () => {
  const pricing: Pricing = { ...flat, cacheDivisor: 4n }
  test.each([
    [used(100, 1, 0), 700n + 11n],
    [used(100, 1, 40), 420n + 70n + 11n],
    // 7 × 3 ÷ 4 is 5.25.
    [used(100, 1, 3), 679n + 5n + 11n],
    [used(100, 1, 100), 175n + 11n],
    // It can't have cached more than it read.
    [used(100, 1, 1_000), 175n + 11n],
  ])('of %j cost a part', (tally, wanted) => {
    expect(chatFee(tally, pricing)).toBe(wanted)
  })

  test('cost a part of their tier', () => {
    expect(chatFee(used(100, 0, 50), { ...tiered([0, 3, 1, 2]), cacheDivisor: 4n })).toBe(500n + 125n)
  })
})

test('no fee is above the full price of its tier, and none more than a neuron a token below what is exact', () => {
  const count = fc.integer({ min: 0, max: 2 ** 40 })
  const price = fc.bigInt({ min: 0n, max: 2n ** 96n })
  const factor = fc.bigInt({ min: 1n, max: 1_000n })
  fc.assert(
    fc.property(
      fc.tuple(count, count, count, price, price),
      fc.tuple(factor, factor, factor, factor, factor),
      (
        [prompt, completion, cached, inputPrice, outputPrice],
        [inNum, inDen, outNum, outDen, cacheDivisor],
      ) => {
        const input = { numerator: inNum, denominator: inDen }
        const output = { numerator: outNum, denominator: outDen }
        const tiers = [{ maxInputTokens: 0n, input, output }]
        const fee = chatFee(used(prompt, completion, cached), {
          inputPrice,
          outputPrice,
          tiers,
          cacheDivisor,
        })
        const hit = BigInt(Math.min(cached, prompt))
        // The same sum over one common denominator.
        const common = inDen * outDen * cacheDivisor
        const exact =
          (BigInt(prompt) - hit) * inputPrice * inNum * outDen * cacheDivisor +
          hit * inputPrice * inNum * outDen +
          BigInt(completion) * outputPrice * outNum * inDen * cacheDivisor
        const left = exact - fee * common
        return left >= 0n && left <= (BigInt(prompt) + BigInt(completion) + 1n) * common
      },
    ),
  )
})
