import { expect, test } from 'vitest'
import { DevnetOptionError } from '../../../errors.js'
import { readPricing } from './readPricing.js'

const prices = { inputPrice: 10n, outputPrice: 40n }
const tier = { maxInputTokens: 0, inputMultiplier: 1, outputMultiplier: 1 }
const tiered = (...tiers: unknown[]) => ({ tieredPricing: { tiers } })

test('a service without more has two prices', () => {
  expect(readPricing({ ...prices, additionalInfo: { TargetSeparated: false } })).toEqual({
    ...prices,
    tiers: [],
    cacheDivisor: 1n,
  })
})

test('tiers and a divisor are read, a denominator is 1 where none is named', () => {
  const additionalInfo = {
    ...tiered(
      { maxInputTokens: 32_000, inputMultiplier: 1, outputMultiplier: 2 },
      {
        ...{ maxInputTokens: 0, inputMultiplier: 3, inputMultiplierDenominator: 2 },
        ...{ outputMultiplier: 5, outputMultiplierDenominator: 4 },
      },
    ),
    cacheTokenBilling: { divisor: 4 },
  }
  expect(readPricing({ ...prices, additionalInfo })).toEqual({
    ...prices,
    tiers: [
      {
        maxInputTokens: 32_000n,
        input: { numerator: 1n, denominator: 1n },
        output: { numerator: 2n, denominator: 1n },
      },
      {
        maxInputTokens: 0n,
        input: { numerator: 3n, denominator: 2n },
        output: { numerator: 5n, denominator: 4n },
      },
    ],
    cacheDivisor: 4n,
  })
})

test.each([
  ['tieredPricing.tiers', { tieredPricing: null }],
  ['tieredPricing.tiers', { tieredPricing: { tiers: {} } }],
  ['tieredPricing.tiers', tiered()],
  ['tieredPricing.tiers[0].maxInputTokens', tiered(null)],
  ['tieredPricing.tiers[0].maxInputTokens', tiered({ ...tier, maxInputTokens: -1 })],
  ['tieredPricing.tiers[1].maxInputTokens', tiered(tier, { ...tier, maxInputTokens: '5' })],
  ['tieredPricing.tiers[0].inputMultiplier', tiered({ ...tier, inputMultiplier: 0 })],
  ['tieredPricing.tiers[0].inputMultiplierDenominator', tiered({ ...tier, inputMultiplierDenominator: 0 })],
  ['tieredPricing.tiers[0].outputMultiplier', tiered({ ...tier, outputMultiplier: 1.5 })],
  [
    'tieredPricing.tiers[0].outputMultiplierDenominator',
    tiered({ ...tier, outputMultiplierDenominator: -2 }),
  ],
  ['cacheTokenBilling.divisor', { cacheTokenBilling: {} }],
  ['cacheTokenBilling.divisor', { cacheTokenBilling: { divisor: 0 } }],
  ['cacheTokenBilling.divisor', { cacheTokenBilling: { divisor: 2 ** 53 } }],
])('%s that no fee can be counted by is refused', (name, additionalInfo) => {
  const read = () => readPricing({ ...prices, additionalInfo })
  expect(read).toThrow(DevnetOptionError)
  expect(read).toThrow(`\`additionalInfo.${name}\` takes`)
})
