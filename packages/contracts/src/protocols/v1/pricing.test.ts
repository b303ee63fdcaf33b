import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readPricing } from './pricing.js'

const nothing = { tiers: [], cacheDivisor: null, cacheWrite: null, readable: true }
const unreadable = { ...nothing, readable: false }
const ratio = (numerator: bigint, denominator = 1n) => ({ numerator, denominator })

describe('tiers', () => {
  test('are kept in order, with their fractions', () => {
    const tiers = [
      { maxInputTokens: 32_000, inputMultiplier: 1, outputMultiplier: 1 },
      {
        maxInputTokens: 0,
        inputMultiplier: 3,
        inputMultiplierDenominator: 2,
        outputMultiplier: 5,
        outputMultiplierDenominator: 4,
      },
    ]
    expect(readPricing({ tieredPricing: { tiers } })).toEqual({
      ...nothing,
      tiers: [
        { maxInputTokens: 32_000n, input: ratio(1n), output: ratio(1n) },
        { maxInputTokens: null, input: ratio(3n, 2n), output: ratio(5n, 4n) },
      ],
    })
  })

  test('of a model are spelt otherwise', () => {
    const tier = { max_input_tokens: 7, input_multiplier: 3, input_multiplier_denominator: 2 }
    expect(readPricing({ tiered_pricing: [{ ...tier, output_multiplier: 2 }] })).toEqual({
      ...nothing,
      tiers: [{ maxInputTokens: 7n, input: ratio(3n, 2n), output: ratio(2n) }],
    })
  })

  test.each([0, -2, null, undefined])('with %j for a denominator have 1', (inputMultiplierDenominator) => {
    const tier = { maxInputTokens: 0, inputMultiplier: 0, inputMultiplierDenominator, outputMultiplier: 2 }
    expect(readPricing({ tieredPricing: [tier] }).tiers).toEqual([
      { maxInputTokens: null, input: ratio(0n), output: ratio(2n) },
    ])
  })

  test('that can’t be read leave the others, and say so', () => {
    const good = { maxInputTokens: 5, inputMultiplier: 1, outputMultiplier: 1 }
    const bad = [
      null,
      'tier',
      {},
      { ...good, maxInputTokens: -1 },
      { ...good, maxInputTokens: '5' },
      { ...good, inputMultiplier: 1.5 },
      { ...good, inputMultiplier: -1 },
      { ...good, outputMultiplier: undefined },
      { ...good, outputMultiplier: 2 ** 53 },
      { ...good, inputMultiplierDenominator: 0.5 },
      { ...good, inputMultiplierDenominator: '2' },
      { ...good, outputMultiplierDenominator: 1.5 },
    ]
    for (const tier of bad) {
      const read = readPricing({ tieredPricing: { tiers: [tier, good] } })
      expect([tier, read.readable, read.tiers.length]).toEqual([tier, false, 1])
    }
  })

  test.each([5, 'flat', { tiers: 5 }, {}, { tiers: null }])('%j are none', (tieredPricing) => {
    expect(readPricing({ tieredPricing })).toEqual(unreadable)
  })
})

describe('cached tokens', () => {
  test.each([
    [{ divisor: 4 }, 4n, null],
    [{ divisor: 1, writeMultiplierNumerator: 5, writeMultiplierDenominator: 4 }, 1n, ratio(5n, 4n)],
    [{ divisor: 1, writeMultiplierNumerator: null, write1hMultiplierNumerator: 2 }, 1n, ratio(2n)],
    [
      {
        divisor: 10,
        write_multiplier_numerator: 5,
        write_multiplier_denominator: 4,
        write_1h_multiplier_numerator: 3,
        write_1h_multiplier_denominator: 2,
      },
      10n,
      ratio(3n, 2n),
    ],
    [
      {
        divisor: 10,
        writeMultiplierNumerator: 5,
        writeMultiplierDenominator: 2,
        write1hMultiplierNumerator: 9,
        write1hMultiplierDenominator: 4,
      },
      10n,
      ratio(5n, 2n),
    ],
  ])('%j', (cacheTokenBilling, cacheDivisor, cacheWrite) => {
    expect(readPricing({ cacheTokenBilling })).toEqual({ ...nothing, cacheDivisor, cacheWrite })
    expect(readPricing({ cache_token_billing: cacheTokenBilling })).toEqual({
      ...nothing,
      cacheDivisor,
      cacheWrite,
    })
  })

  test.each([
    5,
    'cheap',
    {},
    { divisor: 0 },
    { divisor: -4 },
    { divisor: 2.5 },
    { divisor: '4' },
    { divisor: 4, writeMultiplierNumerator: 1.25 },
    { divisor: 4, write1hMultiplierNumerator: 5, write1hMultiplierDenominator: 'four' },
  ])('%j can’t be read', (cacheTokenBilling) => {
    expect(readPricing({ cacheTokenBilling })).toEqual(unreadable)
  })

  test('that can’t be read leave the tiers', () => {
    const tier = { maxInputTokens: 0, inputMultiplier: 3, outputMultiplier: 2 }
    expect(readPricing({ tieredPricing: { tiers: [tier] }, cacheTokenBilling: 1 })).toEqual({
      ...unreadable,
      tiers: [{ maxInputTokens: null, input: ratio(3n), output: ratio(2n) }],
    })
  })
})

test('nothing said is nothing', () => {
  expect(readPricing({})).toEqual(nothing)
  expect(readPricing({ tieredPricing: null, cacheTokenBilling: null })).toEqual(nothing)
  expect(readPricing({ tieredPricing: { tiers: [] } })).toEqual(nothing)
})

test('whatever is said, it never throws, and no price is divided by nothing', () => {
  const anything = fc.record(
    { tieredPricing: fc.anything(), cacheTokenBilling: fc.anything(), tiered_pricing: fc.anything() },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(anything, (said) => {
      const { tiers, cacheDivisor, cacheWrite } = readPricing(said)
      const below = tiers.flatMap(({ input, output }) => [input.denominator, output.denominator])
      expect([...below, cacheDivisor ?? 1n, cacheWrite?.denominator ?? 1n].every((n) => n > 0n)).toBe(true)
    }),
  )
})
