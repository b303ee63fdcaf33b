import { parseOg } from '@zg/core'
import { describe, expect, test } from 'vitest'
import {
  BelowMinimumError,
  InsufficientStakeError,
  LedgerNotEmptyError,
  ServiceContractUnknownError,
  SubAccountNotEmptyError,
  TooManySubAccountsError,
} from './limits.js'

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

  test('says how to get at money whose places the contract didn’t tell', () => {
    expect(new LedgerNotEmptyError({ total: parseOg('3') }).metaMessages).toEqual([
      'What providers hold: take them back with retrieveFund, and again after the lock time. Then pay all out with refund.',
    ])
  })
})

describe('BelowMinimumError', () => {
  const amounts = { provided: parseOg('0.5'), minimum: parseOg('3') }

  test.each([
    ['ledger', 'A ledger is opened with at least 3 0G, and this would be 0.5 0G.'],
    ['subAccount', 'The first transfer to a provider is at least 3 0G, and this would be 0.5 0G.'],
    ['remainder', 'What stays in a ledger is nothing or at least 3 0G, and this would be 0.5 0G.'],
  ] as const)('of a %s', (what, text) => {
    const error = new BelowMinimumError({ what, ...amounts })
    expect(error.message).toBe(`${text}\nNothing was moved. Use at least 3 0G.`)
    expect(error).toMatchObject({ name: 'BelowMinimumError', what, ...amounts })
  })

  test('names the network and another remedy where they are known', () => {
    const known = { network: '0G Mainnet', remedy: ['Refund 1 0G or 4 0G.'] }
    expect(new BelowMinimumError({ what: 'ledger', ...amounts, ...known }).message).toBe(
      'A ledger is opened with at least 3 0G on 0G Mainnet, and this would be 0.5 0G.\nRefund 1 0G or 4 0G.',
    )
  })
})

describe('the others', () => {
  const provider = '0x00000000000000000000000000000000000000B2'

  test.each([
    [
      new TooManySubAccountsError({ maximum: 50n }),
      { name: 'TooManySubAccountsError', maximum: 50n },
      [
        'A ledger has at most 50 sub-accounts, and this one has as many.',
        'Nothing was moved. Use a provider that you have a sub-account with, or another wallet.',
      ],
    ],
    [
      new SubAccountNotEmptyError({ provider, balance: parseOg('2') }),
      { name: 'SubAccountNotEmptyError', provider, balance: parseOg('2') },
      [
        `The sub-account with provider ${provider} still holds 2 0G.`,
        'Take it back with retrieveFund, and again after the lock time.',
      ],
    ],
    [
      new InsufficientStakeError({ provided: 1n, required: parseOg('100') }),
      { name: 'InsufficientStakeError', provided: 1n, required: parseOg('100') },
      [
        'A provider stakes at least 100 0G when it registers, and this would be 0.000000000000000001 0G.',
        'The stake comes back when the service is removed.',
      ],
    ],
    [
      new ServiceContractUnknownError({ what: '"x"' }),
      { name: 'ServiceContractUnknownError' },
      [
        'The ledger\'s registry knows no service contract for "x".',
        'Check the contracts’ addresses: the ledger and the inference contract must belong together.',
      ],
    ],
  ])('$name', (error, fields, lines) => {
    expect(error).toMatchObject(fields)
    expect(error.message).toBe(lines.join('\n'))
  })
})
