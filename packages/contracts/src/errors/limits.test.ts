import { parseOg } from '@zg/core'
import { describe, expect, test } from 'vitest'
import { LedgerNotEmptyError } from './limits.js'

describe('LedgerNotEmptyError', () => {
  test('names the sum, and each place that holds money with its remedy', () => {
    const error = new LedgerNotEmptyError({
      total: parseOg('2'),
      available: parseOg('1.5'),
      locked: parseOg('0.5'),
    })
    expect(error.message).toBe(
      [
        'The ledger still holds 2 0G.',
        '0.5 0G are with providers: take them back with retrieveFund, and again after the lock time.',
        '1.5 0G are available: pay them out with refund.',
      ].join('\n'),
    )
    expect(error).toMatchObject({ available: parseOg('1.5'), locked: parseOg('0.5') })
    expect(error.name).toBe('LedgerNotEmptyError')
  })

  test('names no place that holds none', () => {
    expect(new LedgerNotEmptyError({ total: 1n, available: 1n, locked: 0n }).metaMessages).toEqual([
      '0.000000000000000001 0G are available: pay them out with refund.',
    ])
    expect(
      new LedgerNotEmptyError({ total: parseOg('3'), available: 0n, locked: parseOg('3') }).metaMessages,
    ).toEqual(['3 0G are with providers: take them back with retrieveFund, and again after the lock time.'])
  })
})
