import { BelowMinimumError, type Limits, TooManySubAccountsError, zeroGTestnet } from '@zg/contracts'
import { parseOg } from '@zg/core'
import { expect, test } from 'vitest'
import { checkNewSubAccount } from './checkNewSubAccount.js'

const limits: Limits = {
  serviceName: 'inference-v1.0',
  minimumLedger: parseOg('0.1'),
  minimumTransfer: parseOg('0.01'),
  providersPerBatch: 20n,
  providersPerUser: 50n,
  lockTime: 86_400n,
}
const client = { chain: zeroGTestnet }
const reserve = parseOg('1')

test.each([
  [parseOg('0.01'), 0n],
  [parseOg('0.01'), 49n],
  [parseOg('5'), 49n],
])('%d neuron open a sub-account beside %d others', (amount, count) => {
  expect(() => checkNewSubAccount(client, { amount, limits, reserve, count })).not.toThrow()
})

test('what is too little is told with minimum, network and reserve, whatever else is wrong', () => {
  const amount = parseOg('0.01') - 1n
  const refused = () => checkNewSubAccount(client, { amount, limits, reserve, count: 50n })
  expect(refused).toThrow(BelowMinimumError)
  expect(refused).toThrow(
    [
      `The first transfer to a provider is at least 0.01 0G on ${zeroGTestnet.name}, and this would be 0.009999999999999999 0G.`,
      'Nothing was moved. Use at least 0.01 0G.',
      'The provider keeps 1 0G of it in reserve: only what is above pays for requests.',
    ].join('\n'),
  )
})

test('one more than the contract allows is refused, and none where it allows any number', () => {
  const opening = { amount: parseOg('1'), reserve, count: 50n }
  expect(() => checkNewSubAccount(client, { ...opening, limits })).toThrow(
    new TooManySubAccountsError({ maximum: 50n }),
  )
  const unlimited = { ...limits, providersPerUser: null }
  expect(() => checkNewSubAccount(client, { ...opening, limits: unlimited })).not.toThrow()
})
