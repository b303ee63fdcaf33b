import { legacy } from '@zg/contracts'
import { describe, expect, test } from 'vitest'
import { createService } from '../../test/createService.js'
import { createFilter, isModel } from './filter.js'

const tier = { maxInputTokens: 0, inputMultiplier: 3, outputMultiplier: 2, inputMultiplierDenominator: 2 }
const service = createService({
  inputPrice: 7n,
  outputPrice: 11n,
  teeSignerAcknowledged: true,
  additionalInfo: JSON.stringify({
    tieredPricing: { tiers: [{ ...tier, maxInputTokens: 5, inputMultiplier: 2 }, tier] },
  }),
})

describe('a filter', () => {
  test.each<[Parameters<typeof createFilter>[0], boolean]>([
    [{}, true],
    [{ type: 'chatbot' }, true],
    [{ type: 'text-to-image' }, false],
    [{ verifiable: true }, true],
    [{ verifiable: false }, false],
    [{ acknowledged: true }, true],
    [{ acknowledged: false }, false],
    [{ maxPrice: {} }, true],
    // The dearest tier costs 7 × 3 ÷ 2, and 11 × 2.
    [{ maxPrice: { input: 10n } }, true],
    [{ maxPrice: { input: 9n } }, false],
    [{ maxPrice: { output: 22n } }, true],
    [{ maxPrice: { output: 21n } }, false],
    [{ maxPrice: { input: 10n, output: 21n } }, false],
    [{ maxPrice: { input: '0.00000000000000001' } }, true],
    [{ maxPrice: { input: '0.000000000000000009' } }, false],
    [{ type: 'chatbot', verifiable: true, acknowledged: false }, false],
  ])('%o', (filter, wanted) => {
    expect(createFilter(filter)(service)).toBe(wanted)
  })

  test('of a price takes what the model may write to its cache', () => {
    const additionalInfo = JSON.stringify({
      cacheTokenBilling: { divisor: 2, writeMultiplierNumerator: 5, writeMultiplierDenominator: 4 },
    })
    const dear = createService({ inputPrice: 7n, additionalInfo })
    expect(createFilter({ maxPrice: { input: 9n } })(dear)).toBe(true)
    expect(createFilter({ maxPrice: { input: 8n } })(dear)).toBe(false)
  })

  test('of a price takes none that can’t be read', () => {
    const unreadable = createService({ additionalInfo: '{"tieredPricing":5}' })
    expect(createFilter({ maxPrice: { input: 10n } })(unreadable)).toBe(false)
    expect(createFilter({})(unreadable)).toBe(true)
  })

  test.each([{ input: '-1' }, { output: 'free' }, { input: -1n }])('of %o is refused', (maxPrice) => {
    expect(() => createFilter({ maxPrice })).toThrow('is not an amount of 0G')
  })

  test('knows of nobody who vouches where the protocol has nobody', () => {
    const raw = { ...service, signer: undefined }
    const legacyService = legacy.inference.getService(service.provider).decode(raw)
    expect(createFilter({ acknowledged: true })(legacyService)).toBe(false)
    expect(createFilter({ acknowledged: false })(legacyService)).toBe(true)
  })
})

test.each([
  ['zg/scripted-7b', 'zg/scripted-7b', true],
  ['zg/scripted-7b', 'ZG/Scripted-7B', true],
  ['ZG/Scripted-7B', 'scripted-7b', true],
  ['a/b/scripted', 'scripted', true],
  ['a/b/scripted', 'b/scripted', false],
  ['zg/scripted-7b', 'scripted', false],
  ['scripted', 'zg/scripted', false],
])('%j for %j: %s', (id, wanted, is) => {
  expect(isModel(id, wanted)).toBe(is)
})
