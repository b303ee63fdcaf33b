import { TooManySubAccountsError } from '@zg/contracts'
import { getLimits } from '@zg/contracts/read'
import { parseOg } from '@zg/core'
import { type Address, zeroAddress } from 'viem'
import { beforeAll, expect, test } from 'vitest'
import { getLedger, getLedgerDetail, listSubAccounts, retrieveFund, transferFund } from '../src/index.js'
import { newProvider } from './newProvider.js'
import { useLedger } from './useLedger.js'

const local = useLedger('v1', { providers: 0, lockTime: 3_600 })
const { at } = local
const og = parseOg
const sellers: Address[] = []

beforeAll(async () => {
  for (let i = 0; i < 51; i += 1) sellers.push((await newProvider(local)).provider)
})

test('fifty providers are the most: the next is refused before sending, and all come back in three batches', async () => {
  const { account, client, user } = await local.newLedger('5')
  const limits = await getLimits(client, at)
  expect(limits).toMatchObject({ providersPerUser: 50n, providersPerBatch: 20n })
  const [last = zeroAddress, first = zeroAddress, ...others] = sellers
  const transfer = (provider: Address, amount: string | bigint) =>
    transferFund(client, { ...at, limits, provider, amount })
  await Promise.all([first, ...others].map((provider) => transfer(provider, '0.01')))

  const error = await local.refusal(user, () => transfer(last, '0.01'))
  expect(error).toBeInstanceOf(TooManySubAccountsError)
  expect(error).toMatchObject({ maximum: 50n, errorName: undefined })
  // It holds for no other transfer.
  await transfer(first, 1n)
  expect(await getLedger(client, at)).toMatchObject({ available: og('4.5') - 1n, locked: og('0.5') + 1n })

  const { receipts, pending } = await retrieveFund(client, { ...at, limits })
  expect(receipts.map(({ events }) => events.length)).toEqual([20, 20, 10])
  expect(pending.reduce((sum, { amount }) => sum + amount, 0n)).toBe(og('0.5') + 1n)

  // More bytes than one question of several may be answered with, and still one round trip.
  const counted = local.counting(account, true)
  const { subAccounts } = await getLedgerDetail(counted.client, at)
  expect(counted.requests()).toBe(1)
  expect(subAccounts.map(({ refunds }) => refunds.length)).toEqual(Array(50).fill(1))
  expect(new Set(subAccounts.map(({ provider }) => provider))).toEqual(new Set([first, ...others]))
  expect((await listSubAccounts(client, at)).map(({ provider }) => provider)).toEqual(
    subAccounts.map(({ provider }) => provider),
  )
})
