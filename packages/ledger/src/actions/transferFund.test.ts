import {
  InsufficientBalanceError,
  InvalidServiceTypeError,
  LedgerNotFoundError,
  ServiceNotFoundError,
} from '@zg/contracts'
import { getLimits } from '@zg/contracts/read'
import { parseOg } from '@zg/core'
import { getAddress } from 'viem'
import { simulateContract } from 'viem/actions'
import { describe, expect, test } from 'vitest'
import { newProvider } from '../../test/newProvider.js'
import { protocolIds, useLedger } from '../../test/useLedger.js'
import { getLedger } from './getLedger.js'
import { getSubAccount } from './getSubAccount.js'
import { listSubAccounts } from './listSubAccounts.js'
import { retrieveFund } from './retrieveFund.js'
import { transferFund, transferFundCall } from './transferFund.js'

const og = parseOg
const stranger = getAddress('0x00000000000000000000000000000000000000aa')

describe.each(protocolIds)('transferFund on %s', (id) => {
  const local = useLedger(id)
  const { at } = local
  const one = () => local.provider()

  test('opens the sub-account, and adds any amount to it', async () => {
    const { client, user } = await local.newLedger('5')
    const { events } = await transferFund(client, { ...at, provider: one(), amount: '2' })
    expect(events).toEqual([
      {
        contract: 'inference',
        address: local.devnet.contracts.inference,
        eventName: 'BalanceUpdated',
        args: { user, provider: one(), amount: og('2'), pendingRefund: 0n },
      },
    ])
    await transferFund(client, { ...at, provider: one(), amount: 1n, service: 'inference' })
    await transferFund(client, { ...at, provider: one(), amount: 0n })
    const available = og('3') - 1n
    expect(await getLedger(client, at)).toMatchObject({ available, locked: og('2') + 1n, total: og('5') })
    expect(await getSubAccount(client, { ...at, provider: one() })).toMatchObject({
      user,
      provider: one(),
      balance: og('2') + 1n,
      pendingRefund: 0n,
      refunds: [],
      nonce: 0n,
      // On v1 the transfer says so; on legacy the user has to.
      acknowledged: id === 'v1',
      credential: local.credential,
    })
  })

  test('can move the whole ledger, and not one neuron more', async () => {
    const { client, user } = await local.newLedger('1')
    const amount = og('1') + 1n
    const error = await local.refusal(user, () => transferFund(client, { ...at, provider: one(), amount }))
    expect(error).toBeInstanceOf(InsufficientBalanceError)
    expect(error).toMatchObject({
      where: 'ledger',
      available: og('1'),
      required: amount,
      errorName: undefined,
      metaMessages: [expect.stringMatching(/0\.000000000000000001 0G.*depositFund/)],
    })
    await transferFund(client, { ...at, provider: one(), amount: '1' })
    expect(await getLedger(client, at)).toMatchObject({ available: 0n, locked: og('1'), total: og('1') })
  })

  test('gives nothing to an address that sells nothing, or not any more', async () => {
    const { client, user } = await local.newLedger('1')
    const { provider, remove } = await newProvider(local)
    await transferFund(client, { ...at, provider, amount: '0.1' })
    await remove()
    for (const gone of [stranger, provider]) {
      const error = await local.refusal(user, () =>
        transferFund(client, { ...at, provider: gone, amount: '0.1' }),
      )
      expect(error).toBeInstanceOf(ServiceNotFoundError)
      expect(error).toMatchObject({
        provider: gone,
        metaMessages: [expect.stringContaining('listService')],
      })
    }
    expect(await getLedger(client, at)).toMatchObject({ available: og('0.9'), locked: og('0.1') })
  })

  test('gives nothing to another service than the one that was looked at', async () => {
    const { client, user } = await local.newLedger('1')
    const error = await local.refusal(user, () =>
      transferFund(client, { ...at, provider: one(), amount: '0.1', service: 'fine-tuning' }),
    )
    expect(error).toBeInstanceOf(InvalidServiceTypeError)
    expect(error).toMatchObject({ serviceType: 'fine-tuning', metaMessages: ["Use 'inference'."] })
  })

  test('without a ledger names the ledger', async () => {
    const { client, user } = await local.newUser()
    const error = await local.refusal(user, () =>
      transferFund(client, { ...at, provider: one(), amount: '1' }),
    )
    expect(error).toBeInstanceOf(LedgerNotFoundError)
  })

  test('ten at once all arrive, with consecutive nonces', async () => {
    const { client, user } = await local.newLedger('5')
    const before = await local.sent(user)
    const receipts = await Promise.all(
      Array.from({ length: 10 }, () => transferFund(client, { ...at, provider: one(), amount: '0.1' })),
    )
    const transactions = await Promise.all(
      receipts.map(({ hash }) => local.publicClient().getTransaction({ hash })),
    )
    expect(transactions.map(({ nonce }) => nonce).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 10 }, (_, i) => before + i),
    )
    expect(await getLedger(client, at)).toMatchObject({
      available: og('4'),
      locked: og('1'),
      total: og('5'),
    })
    expect((await listSubAccounts(client, at)).map(({ balance }) => balance)).toEqual([og('1')])
  })

  test('is six calls with limits that are known, and one more without', async () => {
    const limits = await getLimits(local.publicClient(), at)
    const { account } = await local.newLedger('5')
    const { client, calls, reset } = local.counting(account)
    for (const amount of ['1', '0.5']) {
      reset()
      await transferFund(client, { ...at, limits, provider: one(), amount })
      expect(calls()).toBe(6)
    }
    reset()
    await transferFund(client, { ...at, provider: one(), amount: '0.5' })
    expect(calls()).toBe(7)
  })

  test('transferFundCall simulates with plain viem', async () => {
    const { client, user } = await local.newLedger('1')
    const limits = await getLimits(client, at)
    const call = transferFundCall(client, { ...at, provider: one(), amount: '1', limits })
    expect(call).toMatchObject({
      address: local.devnet.contracts.ledger,
      functionName: 'transferFund',
      args: [one(), { legacy: 'inference', v1: 'inference-v1.0' }[id], og('1')],
    })
    await simulateContract(client, { ...call, account: user })
  })

  describe('money on its way back', () => {
    const returning = async (amount: string, transferred: string) => {
      const ledger = await local.newLedger(amount)
      await transferFund(ledger.client, { ...at, provider: one(), amount: transferred })
      await retrieveFund(ledger.client, at)
      return ledger
    }

    test('is turned around first', async () => {
      const { client } = await returning('2', '2')
      await transferFund(client, { ...at, provider: one(), amount: '1.5' })
      expect(await getSubAccount(client, { ...at, provider: one() })).toMatchObject({
        balance: og('2'),
        pendingRefund: og('0.5'),
      })
      expect(await getLedger(client, at)).toMatchObject({ available: 0n, locked: og('2') })
    })

    test('counts towards the amount, and no more', async () => {
      const { client, user } = await returning('2', '1')
      const error = await local.refusal(user, () =>
        transferFund(client, { ...at, provider: one(), amount: '2.5' }),
      )
      expect(error).toMatchObject({ where: 'ledger', available: og('1'), required: og('1.5') })
      await transferFund(client, { ...at, provider: one(), amount: '2' })
      expect(await getSubAccount(client, { ...at, provider: one() })).toMatchObject({
        balance: og('2'),
        pendingRefund: 0n,
      })
      expect((await getLedger(client, at)).available).toBe(0n)
    })
  })
})

describe('transferFund on legacy', () => {
  const local = useLedger('legacy')
  const { at } = local

  test('of zero opens an empty sub-account', async () => {
    const { client } = await local.newLedger('0')
    await transferFund(client, { ...at, provider: local.provider(), amount: 0n })
    expect(await getSubAccount(client, { ...at, provider: local.provider() })).toMatchObject({ balance: 0n })
  })
})
