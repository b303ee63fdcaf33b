import { legacy, type SubAccount, v1 } from '@zg/contracts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { reserveOf, toSubAccountDetail } from './subAccountDetail.js'

const account: SubAccount = {
  user: '0x1111111111111111111111111111111111111111',
  provider: '0x2222222222222222222222222222222222222222',
  balance: 100n,
  pendingRefund: 30n,
  refunds: [
    { amount: 10n, createdAt: 1_000n },
    { amount: 20n, createdAt: 2_000n },
  ],
  nonce: 4n,
  acknowledged: true,
  signer: null,
  credential: null,
  tokens: null,
}

test('every neuron is counted once, and nothing below zero', () => {
  expect(toSubAccountDetail(account, { lockTime: 60n, reserve: 7n, unsettled: 3n })).toEqual({
    ...account,
    refunds: [
      { amount: 10n, createdAt: 1_000n, releasesAt: 1_060n },
      { amount: 20n, createdAt: 2_000n, releasesAt: 2_060n },
    ],
    reserve: 7n,
    unsettled: 3n,
    spendable: 60n,
  })
  const money = fc.bigInt({ min: 0n, max: 1n << 70n })
  fc.assert(
    fc.property(money, money, money, fc.option(money), (spendable, pendingRefund, reserve, unsettled) => {
      const kept = pendingRefund + reserve + (unsettled ?? 0n)
      const detailOf = (balance: bigint) =>
        toSubAccountDetail({ ...account, balance, pendingRefund }, { lockTime: 1n, reserve, unsettled })
      expect(detailOf(spendable + kept).spendable).toBe(spendable)
      if (kept > 0n) expect(detailOf(kept - 1n).spendable).toBe(0n)
    }),
  )
})

test('an unknown reserve leaves nothing to spend', () => {
  const detail = toSubAccountDetail(account, { lockTime: 60n, reserve: null, unsettled: null })
  expect(detail).toMatchObject({ reserve: null, unsettled: null, spendable: 0n })
})

test('the reserve follows the price on legacy, and nothing on v1', () => {
  const service = { outputPrice: 3n }
  expect(reserveOf(legacy, service)).toBe(15_000n)
  expect(reserveOf(legacy, null)).toBeNull()
  expect(reserveOf(v1, service)).toBe(10n ** 18n)
  expect(reserveOf(v1, null)).toBe(10n ** 18n)
})
