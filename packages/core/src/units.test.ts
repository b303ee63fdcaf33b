import fc from 'fast-check'
import { formatEther, parseEther } from 'viem'
import { describe, expect, test } from 'vitest'
import { formatOg, InvalidAmountError, parseOg, toNeuron } from './units.js'

const neuron = fc.bigInt({ min: 0n, max: 10n ** 40n })

describe('parseOg', () => {
  test.each([
    ['0', 0n],
    ['1', 10n ** 18n],
    ['0.5', 5n * 10n ** 17n],
    ['0.000000000000000001', 1n],
    ['0001.10', 11n * 10n ** 17n],
    ['123456789012345678901234567890', 123456789012345678901234567890n * 10n ** 18n],
  ])('%s', (text, expected) => {
    expect(parseOg(text)).toBe(expected)
    expect(parseOg(text)).toBe(parseEther(text))
  })

  test.each([
    '',
    ' ',
    '.5',
    '1.',
    '-1',
    '+1',
    '1e18',
    '0x10',
    '1,5',
    '1 ',
    ' 1',
    '1_000',
    'NaN',
    'Infinity',
    '1.0000000000000000001',
    '١',
  ])('refuses %j', (text) => {
    expect(() => parseOg(text)).toThrow(InvalidAmountError)
  })

  test('names the refused text and the form expected', () => {
    expect(() => parseOg('1.0000000000000000001')).toThrowErrorMatchingInlineSnapshot(`
      [InvalidAmountError: "1.0000000000000000001" is not an amount of 0G.
      Give a decimal string in 0G with at most 18 decimals, such as "1.5", or a bigint in neuron (1 0G = 10^18 neuron).]
    `)
  })
})

describe('numbers are never money', () => {
  const sum: unknown = 0.1 + 0.2

  test('at run time', () => {
    for (const take of [parseOg, toNeuron, formatOg]) {
      // @ts-expect-error a JavaScript caller can pass anything
      expect(() => take(sum)).toThrow('0.30000000000000004 (a number) is not an amount of 0G.')
      // @ts-expect-error
      expect(() => take(sum)).toThrow('floating point')
    }
  })

  test.each([null, undefined, {}, [], true])('nor is %j', (value) => {
    // @ts-expect-error a JavaScript caller can pass anything
    expect(() => toNeuron(value)).toThrow(InvalidAmountError)
  })

  test('by type', () => {
    // @ts-expect-error numbers are refused
    expect(() => toNeuron(1)).toThrow(InvalidAmountError)
  })
})

describe('formatOg', () => {
  test.each([
    [0n, '0'],
    [1n, '0.000000000000000001'],
    [10n ** 18n, '1'],
    [15n * 10n ** 17n, '1.5'],
    [-15n * 10n ** 17n, '-1.5'],
    [-1n, '-0.000000000000000001'],
    [10n ** 27n, '1000000000'],
  ])('%s', (amount, expected) => {
    expect(formatOg(amount)).toBe(expected)
    expect(formatOg(amount)).toBe(formatEther(amount))
  })

  test('is undone by parseOg', () => {
    fc.assert(fc.property(neuron, (amount) => parseOg(formatOg(amount)) === amount))
  })
})

describe('toNeuron', () => {
  test('takes text as 0G and bigint as neuron', () => {
    expect(toNeuron('2')).toBe(2n * 10n ** 18n)
    expect(toNeuron(2n)).toBe(2n)
    expect(toNeuron(0n)).toBe(0n)
  })

  test('refuses negative amounts', () => {
    expect(() => toNeuron(-1n)).toThrow('-1 (a bigint) is not an amount of 0G.')
    fc.assert(fc.property(neuron, (amount) => toNeuron(amount) === amount))
  })
})
