import {
  BelowMinimumError,
  type Ledger,
  LedgerExistsError,
  LedgerNotFoundError,
  type Limits,
  RpcError,
  v1,
  zeroGMainnet,
} from '@zg/contracts'
import { parseOg } from '@zg/core'
import { expect, test } from 'vitest'
import { beforeOpening } from './beforeOpening.js'

const owner = '0x1111111111111111111111111111111111111111'
const contracts = { ledger: owner, inference: owner } as const
const limits: Limits = {
  serviceName: 'inference-v1.0',
  minimumLedger: parseOg('3'),
  minimumTransfer: parseOg('1'),
  providersPerBatch: 20n,
  providersPerUser: 50n,
  lockTime: 86_400n,
}
const there: PromiseSettledResult<Ledger> = {
  status: 'fulfilled',
  value: { user: owner, available: 0n, locked: 0n, total: 0n, credential: null },
}
const none = { status: 'rejected', reason: new LedgerNotFoundError({ user: owner }) } as const
const failed = { status: 'rejected', reason: new RpcError({ code: 1, details: 'out of order' }) } as const

const look = (
  ledger: PromiseSettledResult<Ledger>,
  { amount, mayExist }: { amount: bigint; mayExist: boolean },
) => {
  const opening = { owner, amount, limits, protocol: v1, contracts, mayExist } as const
  return beforeOpening({ chain: zeroGMainnet }, opening).check([ledger])
}

test.each([
  ['the minimum opens one', none, { amount: parseOg('3'), mayExist: false }],
  ['the minimum opens one where it may exist', none, { amount: parseOg('3'), mayExist: true }],
  ['anything adds to one', there, { amount: 1n, mayExist: true }],
] as const)('%s', (_, ledger, given) => {
  expect(() => look(ledger, given)).not.toThrow()
})

test.each([true, false])('less than the minimum opens none (may exist: %s)', (mayExist) => {
  const provided = parseOg('3') - 1n
  expect(() => look(none, { amount: provided, mayExist })).toThrow(
    new BelowMinimumError({ what: 'ledger', provided, minimum: parseOg('3'), network: zeroGMainnet.name }),
  )
})

test('one that exists is not opened again, with however little', () => {
  for (const amount of [1n, parseOg('3')]) {
    expect(() => look(there, { amount, mayExist: false })).toThrow(new LedgerExistsError({ user: owner }))
  }
})

test('a read that failed is no missing ledger', () => {
  for (const mayExist of [true, false]) {
    expect(() => look(failed, { amount: parseOg('3'), mayExist })).toThrow(failed.reason)
  }
})

test('asks for the ledger, and for the limits where they are not known', () => {
  const opening = { owner, amount: 1n, protocol: v1, contracts, mayExist: true } as const
  const namesOf = (known: Limits | undefined) =>
    beforeOpening({ chain: zeroGMainnet }, { ...opening, limits: known }).reads.map(
      ({ functionName }) => functionName,
    )
  expect(namesOf(limits)).toEqual(['getLedger'])
  expect(namesOf(undefined)).toEqual([
    'getLedger',
    ...v1.ledger.limits(contracts).reads.map(({ functionName }) => functionName),
  ])
})
