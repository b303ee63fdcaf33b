import { InvalidAmountError, parseOg } from '@zg/core'
import { expect, test } from 'vitest'
import { ZeroAmountError } from './errors.js'
import { positive } from './positive.js'

test('reads what toNeuron reads', () => {
  expect(positive('0.5', 'refund')).toBe(parseOg('0.5'))
  expect(positive(1n, 'refund')).toBe(1n)
  expect(() => positive('1,5', 'refund')).toThrow(InvalidAmountError)
})

test.each(['0', '0.000000000000000000', 0n])('refuses %s', (zero) => {
  expect(() => positive(zero, 'refund')).toThrow(ZeroAmountError)
  expect(() => positive(zero, 'refund')).toThrow('refund with an amount of 0 moves nothing.')
})
