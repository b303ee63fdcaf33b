import { BelowMinimumError, InsufficientBalanceError, LedgerNotFoundError, legacy } from '@zg/contracts'
import { getLimits } from '@zg/contracts/read'
import { parseOg } from '@zg/core'
import { zeroAddress } from 'viem'
import { simulateContract } from 'viem/actions'
import { describe, expect, test } from 'vitest'
import { protocolIds, useLedger } from '../../test/useLedger.js'
import { findLedger } from './findLedger.js'
import { getLedger } from './getLedger.js'
import { refund, refundCall } from './refund.js'
import { transferFund } from './transferFund.js'

const og = parseOg

describe.each(protocolIds)('refund on %s', (id) => {
  const local = useLedger(id)
  const { at } = local

  test('pays out to the wallet, to the neuron', async () => {
    const { client, user } = await local.newLedger('1')
    const amount = 5n * 10n ** 17n + 3n
    const before = await local.balance(user)
    const { gasUsed, hash } = await refund(client, { ...at, amount })
    const { effectiveGasPrice } = await local.publicClient().getTransactionReceipt({ hash })
    expect(await local.balance(user)).toBe(before + amount - gasUsed * effectiveGasPrice)
    const available = og('1') - amount
    expect(await getLedger(client, at)).toMatchObject({ available, locked: 0n, total: available })
  })

  test('refuses more than is available, and says where the rest is', async () => {
    const { client, user } = await local.newLedger('2')
    await transferFund(client, { ...at, provider: local.provider(), amount: '0.5' })
    const amount = og('1.5') + 1n
    const error = await local.refusal(user, () => refund(client, { ...at, amount }))
    expect(error).toBeInstanceOf(InsufficientBalanceError)
    expect(error).toMatchObject({
      where: 'ledger',
      available: og('1.5'),
      required: amount,
      metaMessages: [
        'At most 1.5 0G can be paid out.',
        '0.5 0G are with providers: take them back with retrieveFund.',
      ],
    })
    await refund(client, { ...at, amount: '1.5' })
    expect(await getLedger(client, at)).toMatchObject({ available: 0n, locked: og('0.5') })
  })

  test('does not speak of providers where they hold nothing', async () => {
    const { client, user } = await local.newLedger('1')
    expect(await local.refusal(user, () => refund(client, { ...at, amount: '2' }))).toMatchObject({
      metaMessages: ['At most 1 0G can be paid out.'],
    })
  })

  test('without a ledger names the ledger', async () => {
    const { client, user } = await local.newUser()
    const error = await local.refusal(user, () => refund(client, { ...at, amount: '1' }))
    expect(error).toBeInstanceOf(LedgerNotFoundError)
    expect(error).toMatchObject({ user })
  })

  test('is six calls, with limits that are known and without', async () => {
    const limits = await getLimits(local.publicClient(), at)
    const { account } = await local.newLedger('2')
    const { client, calls, reset } = local.counting(account)
    for (const known of [{}, { limits }]) {
      reset()
      await refund(client, { ...at, ...known, amount: '0.5' })
      expect(calls()).toBe(6)
    }
  })

  test('refundCall simulates with plain viem', async () => {
    const { client, user } = await local.newLedger('1')
    const call = refundCall(client, { ...at, amount: '0.1' })
    expect(call).toMatchObject({ address: local.devnet.contracts.ledger, functionName: 'refund' })
    await simulateContract(client, { ...call, account: user })
  })
})

describe('refund on legacy', () => {
  const local = useLedger('legacy', { providers: 0 })
  const { at } = local

  test('leaves whatever is left, and an empty ledger too', async () => {
    const { client } = await local.newLedger('1')
    await refund(client, { ...at, amount: og('1') - 1n })
    expect(await getLedger(client, at)).toMatchObject({ available: 1n, total: 1n })
    await refund(client, { ...at, amount: 1n })
    expect(await getLedger(client, at)).toMatchObject({ available: 0n, locked: 0n, total: 0n })
  })
})

describe.each([
  ['mainnet', '3', '7'],
  ['testnet', '0.1', '9.9'],
] as const)('dust below the minimum of the %s', (minimums, least, most) => {
  const local = useLedger('v1', { minimums })
  const { at } = local

  test('is refused before sending, with the two amounts that would work', async () => {
    const { client, user } = await local.newLedger('10')
    const amount = og(most) + 1n
    const error = await local.refusal(user, () => refund(client, { ...at, amount }))
    expect(error).toBeInstanceOf(BelowMinimumError)
    expect(error).toMatchObject({
      what: 'remainder',
      provided: og(least) - 1n,
      minimum: og(least),
      shortMessage: expect.stringContaining(`nothing or at least ${least} 0G on 0G Devnet`),
      metaMessages: [
        `Nothing was moved. Pay out 10 0G, which is all of it, or at most ${most} 0G, which leaves the minimum.`,
      ],
      errorName: undefined,
    })
    // Both do.
    await refund(client, { ...at, amount: most })
    expect(await getLedger(client, at)).toMatchObject({ available: og(least), total: og(least) })
    await refund(client, { ...at, amount: least })
    expect(await findLedger(client, at)).toBeNull()
  })

  test('names the one amount that would work where less than the minimum is there', async () => {
    const { client, user } = await local.newLedger('10')
    const available = og(least) - 1n
    await transferFund(client, { ...at, provider: local.provider(), amount: og('10') - available })
    for (const amount of [1n, available - 1n]) {
      const error = await local.refusal(user, () => refund(client, { ...at, amount }))
      expect(error).toMatchObject({
        what: 'remainder',
        provided: available - amount,
        metaMessages: [
          expect.stringMatching(/^Nothing was moved\. Pay out [\d.]+9 0G, which is all of it\.$/),
        ],
      })
    }
    await refund(client, { ...at, amount: available })
    // Money is at a provider still: the ledger stays.
    expect(await getLedger(client, at)).toMatchObject({ available: 0n, locked: og('10') - available })
  })

  test('is not what exactly the minimum is', async () => {
    const { client, user } = await local.newLedger(least)
    const error = await local.refusal(user, () => refund(client, { ...at, amount: 1n }))
    expect(error).toMatchObject({
      metaMessages: [`Nothing was moved. Pay out ${least} 0G, which is all of it.`],
    })
  })
})

test('refundCall speaks to the contracts that it is given', () => {
  const contracts = { ledger: zeroAddress, inference: zeroAddress }
  const call = refundCall({ chain: undefined }, { protocol: legacy, contracts, amount: 2n })
  expect(call).toMatchObject({ address: zeroAddress, args: [2n] })
  expect(call).not.toHaveProperty('value')
})
