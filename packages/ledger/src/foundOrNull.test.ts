import { LedgerNotFoundError, RpcError, SubAccountNotFoundError } from '@zg/contracts'
import { expect, test } from 'vitest'
import { foundOrNull } from './foundOrNull.js'

const user = '0x1111111111111111111111111111111111111111'
const rejected = (reason: unknown) => ({ status: 'rejected', reason }) as const

test('what was found is found, even where it is nothing', () => {
  expect(foundOrNull({ status: 'fulfilled', value: 0n }, LedgerNotFoundError)).toBe(0n)
})

test('the contract’s own word is null', () => {
  expect(foundOrNull(rejected(new LedgerNotFoundError({ user })), LedgerNotFoundError)).toBeNull()
})

test.each([
  new SubAccountNotFoundError({ user, provider: user }),
  new RpcError({ code: undefined, details: 'no such ledger' }),
  new Error('LedgerNotFoundError'),
  undefined,
])('any other failure is thrown: %s', (reason) => {
  let thrown: unknown = 'nothing'
  try {
    foundOrNull(rejected(reason), LedgerNotFoundError)
  } catch (error) {
    thrown = error
  }
  expect(thrown).toBe(reason)
})
