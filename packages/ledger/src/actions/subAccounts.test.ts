import {
  InsufficientBalanceError,
  InvalidAddressError,
  LedgerNotFoundError,
  legacy,
  ServiceNotFoundError,
  SubAccountNotFoundError,
} from '@zg/contracts'
import { InvalidAmountError, parseOg } from '@zg/core'
import { useDevnet } from '@zg/devnet/vitest'
import { type Address, getAddress } from 'viem'
import { simulateContract } from 'viem/actions'
import { describe, expect, test } from 'vitest'
import { addLedger } from './addLedger.js'
import { getLedger } from './getLedger.js'
import { getSubAccount } from './getSubAccount.js'
import { listSubAccounts } from './listSubAccounts.js'
import { retrieveFund, retrieveFundCall } from './retrieveFund.js'
import { transferFund, transferFundCall } from './transferFund.js'

const lockTime = 3_600
const local = useDevnet({ providers: 3, lockTime })
const og = parseOg
const stranger = getAddress('0x00000000000000000000000000000000000000aa')

async function newLedger(amount = '5') {
  const account = await local.newAccount()
  const client = local.walletClient(account)
  await addLedger(client, { amount, credential: { publicKey: [1n, 2n], sealed: 'c2VhbGVk' } })
  return { user: account.address, client }
}
const sent = (user: Address) => local.publicClient().getTransactionCount({ address: user })
const providers = () => local.devnet.providers.map(({ address }) => address)
const one = () => local.provider.address

describe('transferFund', () => {
  test('opens the sub-account, and adds to it', async () => {
    const { client, user } = await newLedger()
    const { events } = await transferFund(client, { provider: one(), amount: '2' })
    expect(events).toEqual([
      {
        contract: 'inference',
        address: local.devnet.contracts.inference,
        eventName: 'BalanceUpdated',
        args: { user, provider: one(), amount: og('2'), pendingRefund: 0n },
      },
    ])
    await transferFund(client, { provider: one(), amount: 1n })
    expect(await getLedger(client)).toMatchObject({
      available: og('3') - 1n,
      locked: og('2') + 1n,
      total: og('5'),
    })
    expect(await getSubAccount(client, { provider: one() })).toMatchObject({
      user,
      provider: one(),
      balance: og('2') + 1n,
      pendingRefund: 0n,
      refunds: [],
      nonce: 0n,
      signer: null,
      credential: { publicKey: [1n, 2n], sealed: 'c2VhbGVk' },
    })
  })

  test('of zero opens an empty sub-account', async () => {
    const { client } = await newLedger('0')
    await transferFund(client, { provider: one(), amount: 0n })
    expect(await getSubAccount(client, { provider: one() })).toMatchObject({ balance: 0n })
  })

  test('turns money around that is on its way back', async () => {
    const { client } = await newLedger('2')
    await transferFund(client, { provider: one(), amount: '2' })
    await retrieveFund(client)
    await transferFund(client, { provider: one(), amount: '1.5' })
    expect(await getSubAccount(client, { provider: one() })).toMatchObject({
      balance: og('2'),
      pendingRefund: og('0.5'),
    })
    expect(await getLedger(client)).toMatchObject({ available: 0n, locked: og('2') })
  })

  test('is refused before sending', async () => {
    const { client, user } = await newLedger('1')
    const before = await sent(user)
    const refused = async (run: Promise<unknown>) => run.catch((error: unknown) => error)

    const poor = await refused(transferFund(client, { provider: one(), amount: '1.25' }))
    expect(poor).toBeInstanceOf(InsufficientBalanceError)
    expect(poor).toMatchObject({
      where: 'ledger',
      available: og('1'),
      required: og('1.25'),
      metaMessages: [expect.stringMatching(/0\.25 0G.*depositFund/)],
    })
    const unknown = await refused(transferFund(client, { provider: stranger, amount: '0.1' }))
    expect(unknown).toBeInstanceOf(ServiceNotFoundError)
    expect(unknown).toMatchObject({ provider: stranger })
    expect(await refused(transferFund(client, { provider: '0xabc', amount: '0.1' }))).toBeInstanceOf(
      InvalidAddressError,
    )
    // @ts-expect-error a number is no amount
    expect(await refused(transferFund(client, { provider: one(), amount: 1 }))).toBeInstanceOf(
      InvalidAmountError,
    )
    expect(await sent(user)).toBe(before)
    expect(await getLedger(client)).toMatchObject({ available: og('1'), locked: 0n })
  })

  test('without a ledger names the ledger', async () => {
    const client = local.walletClient(await local.newAccount())
    await expect(transferFund(client, { provider: one(), amount: '1' })).rejects.toThrow(LedgerNotFoundError)
  })

  test('the whole ledger can be transferred', async () => {
    const { client } = await newLedger('1')
    await transferFund(client, { provider: one(), amount: '1' })
    expect((await getLedger(client)).available).toBe(0n)
  })

  test('counts a pending refund towards the amount, and no more', async () => {
    const { client } = await newLedger('2')
    await transferFund(client, { provider: one(), amount: '1' })
    await retrieveFund(client)
    const error = await transferFund(client, { provider: one(), amount: '2.5' }).catch(
      (thrown: unknown) => thrown,
    )
    expect(error).toMatchObject({ where: 'ledger', available: og('1'), required: og('1.5') })
    await transferFund(client, { provider: one(), amount: '2' })
    expect(await getSubAccount(client, { provider: one() })).toMatchObject({
      balance: og('2'),
      pendingRefund: 0n,
    })
  })
})

describe('reading', () => {
  test('a sub-account that is not there is an error that names both', async () => {
    const { client, user } = await newLedger()
    const error = await getSubAccount(client, { provider: one() }).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(SubAccountNotFoundError)
    expect(error).toMatchObject({
      user,
      provider: one(),
      metaMessages: [expect.stringContaining('transferFund')],
    })
    expect(await listSubAccounts(client)).toEqual([])
  })

  test('all sub-accounts of a user', async () => {
    const { client, user } = await newLedger()
    for (const provider of providers()) await transferFund(client, { provider, amount: '0.25' })
    const found = await listSubAccounts(local.publicClient(), { user })
    expect(found.map(({ provider, balance }) => [provider, balance])).toEqual(
      providers().map((provider) => [provider, og('0.25')]),
    )
    expect(await getSubAccount(local.publicClient(), { user, provider: one() })).toEqual(found[0])
  })
})

describe('retrieveFund', () => {
  test('queues everything, moves nothing before the lock time, collects after it', async () => {
    const { client, user } = await newLedger('3')
    await transferFund(client, { provider: one(), amount: '1' })
    const first = await retrieveFund(client)
    const { createdAt = 0n } = (await getSubAccount(client, { provider: one() })).refunds[0] ?? {}
    const waiting = [{ provider: one(), amount: og('1'), releasesAt: createdAt + BigInt(lockTime) }]
    expect(first).toMatchObject({ collected: 0n, pending: waiting })
    expect(first.receipts).toHaveLength(1)
    expect(first.receipts[0]?.events.map(({ eventName }) => eventName)).toContain('RefundRequested')

    const before = await sent(user)
    expect(await retrieveFund(client)).toEqual({ receipts: [], collected: 0n, pending: waiting })
    expect(await sent(user)).toBe(before)
    expect(await getLedger(client)).toMatchObject({ available: og('2'), locked: og('1') })

    await local.increaseTime(lockTime + 1)
    const last = await retrieveFund(client)
    expect(last).toMatchObject({ collected: og('1'), pending: [] })
    expect(await getLedger(client)).toMatchObject({ available: og('3'), locked: 0n, total: og('3') })
    expect(await retrieveFund(client)).toEqual({ receipts: [], collected: 0n, pending: [] })
  })

  test('takes from the named providers only, in any letter case', async () => {
    const { client } = await newLedger()
    for (const provider of providers()) await transferFund(client, { provider, amount: '1' })
    const [, second] = providers()
    if (!second) throw new Error('The devnet has too few providers.')
    const lower = second.toLowerCase() as Address
    expect(
      (await retrieveFund(client, { providers: [lower] })).pending.map(({ provider }) => provider),
    ).toEqual([second])
    const pending = (await listSubAccounts(client)).map(({ pendingRefund }) => pendingRefund)
    expect(pending).toEqual([0n, og('1'), 0n])
  })

  test('collects from several at once and says how much', async () => {
    const { client } = await newLedger()
    for (const provider of providers()) await transferFund(client, { provider, amount: '0.5' })
    await retrieveFund(client)
    await local.increaseTime(lockTime + 1)
    await transferFund(client, { provider: one(), amount: '0.25' })
    const { collected, receipts } = await retrieveFund(client)
    expect(receipts).toHaveLength(1)
    expect(collected).toBe(og('1.25'))
    expect((await getLedger(client)).available).toBe(og('3.5') + og('1.25'))
  })

  test('is refused for a named provider without a sub-account, and without a ledger', async () => {
    const { client, user } = await newLedger()
    await transferFund(client, { provider: one(), amount: '1' })
    const before = await sent(user)
    await expect(retrieveFund(client, { providers: [one(), stranger] })).rejects.toThrow(
      SubAccountNotFoundError,
    )
    expect(await sent(user)).toBe(before)
    const none = local.walletClient(await local.newAccount())
    await expect(retrieveFund(none)).rejects.toThrow(LedgerNotFoundError)
  })

  test('splits what the contract would not take at once', async () => {
    const { client } = await newLedger()
    for (const provider of providers()) await transferFund(client, { provider, amount: '1' })
    const protocol = { ...legacy, limits: { ...legacy.limits, providersPerBatch: 2 } }
    const { receipts, pending } = await retrieveFund(client, { protocol })
    expect(receipts).toHaveLength(2)
    expect(pending.map(({ amount }) => amount)).toEqual([og('1'), og('1'), og('1')])
  })
})

test('the calls alone simulate with plain viem', async () => {
  const { client, user } = await newLedger()
  const transfer = transferFundCall(client, { provider: one(), amount: '1' })
  expect(transfer).toMatchObject({ functionName: 'transferFund', args: [one(), 'inference', og('1')] })
  await simulateContract(client, { ...transfer, account: user })
  const retrieve = retrieveFundCall(client, { providers: [one()], service: 'fine-tuning' })
  expect(retrieve).toMatchObject({ address: local.devnet.contracts.ledger, args: [[one()], 'fine-tuning'] })
})

test('ten transfers at once all arrive', async () => {
  const { client } = await newLedger()
  await transferFund(client, { provider: one(), amount: 0n })
  await Promise.all(
    Array.from({ length: 10 }, () => transferFund(client, { provider: one(), amount: '0.1' })),
  )
  expect((await getSubAccount(client, { provider: one() })).balance).toBe(og('1'))
  expect((await getLedger(client)).available).toBe(og('4'))
})
