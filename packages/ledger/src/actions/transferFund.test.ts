import {
  InsufficientBalanceError,
  InvalidServiceTypeError,
  LedgerNotFoundError,
  ServiceNotFoundError,
} from '@zg/contracts'
import { parseOg } from '@zg/core'
import { getAddress } from 'viem'
import { simulateContract } from 'viem/actions'
import { describe, expect, test } from 'vitest'
import { credential, useLedger } from '../../test/useLedger.js'
import { getLedger } from './getLedger.js'
import { getSubAccount } from './getSubAccount.js'
import { listSubAccounts } from './listSubAccounts.js'
import { retrieveFund } from './retrieveFund.js'
import { transferFund, transferFundCall } from './transferFund.js'

const local = useLedger()
const og = parseOg
const stranger = getAddress('0x00000000000000000000000000000000000000aa')
const one = () => local.provider()

describe('transferFund', () => {
  test('opens the sub-account, and adds to it', async () => {
    const { client, user } = await local.newLedger('5')
    const { events } = await transferFund(client, { provider: one(), amount: '2' })
    expect(events).toEqual([
      {
        contract: 'inference',
        address: local.devnet.contracts.inference,
        eventName: 'BalanceUpdated',
        args: { user, provider: one(), amount: og('2'), pendingRefund: 0n },
      },
    ])
    await transferFund(client, { provider: one(), amount: 1n, service: 'inference' })
    const available = og('3') - 1n
    expect(await getLedger(client)).toMatchObject({ available, locked: og('2') + 1n, total: og('5') })
    expect(await getSubAccount(client, { provider: one() })).toEqual({
      user,
      provider: one(),
      balance: og('2') + 1n,
      pendingRefund: 0n,
      refunds: [],
      nonce: 0n,
      acknowledged: false,
      signer: null,
      tokens: null,
      credential,
    })
  })

  test('of zero opens an empty sub-account', async () => {
    const { client } = await local.newLedger('0')
    await transferFund(client, { provider: one(), amount: 0n })
    expect(await getSubAccount(client, { provider: one() })).toMatchObject({ balance: 0n })
  })

  test('can move the whole ledger, and not one neuron more', async () => {
    const { client, user } = await local.newLedger('1')
    const error = await local.refusal(user, () =>
      transferFund(client, { provider: one(), amount: og('1') + 1n }),
    )
    expect(error).toBeInstanceOf(InsufficientBalanceError)
    expect(error).toMatchObject({
      where: 'ledger',
      available: og('1'),
      required: og('1') + 1n,
      metaMessages: [expect.stringMatching(/0\.000000000000000001 0G.*depositFund/)],
    })
    await transferFund(client, { provider: one(), amount: '1' })
    expect(await getLedger(client)).toMatchObject({ available: 0n, locked: og('1'), total: og('1') })
  })

  test('gives nothing to an address that sells nothing', async () => {
    const { client, user } = await local.newLedger('1')
    const error = await local.refusal(user, () => transferFund(client, { provider: stranger, amount: '0.1' }))
    expect(error).toBeInstanceOf(ServiceNotFoundError)
    expect(error).toMatchObject({
      provider: stranger,
      metaMessages: [expect.stringContaining('listService')],
    })
    expect(await getLedger(client)).toMatchObject({ available: og('1'), locked: 0n })
  })

  test('gives nothing to another service than the one that was looked at', async () => {
    const { client, user } = await local.newLedger('1')
    const error = await local.refusal(user, () =>
      transferFund(client, { provider: one(), amount: '0.1', service: 'fine-tuning' }),
    )
    expect(error).toBeInstanceOf(InvalidServiceTypeError)
    expect(error).toMatchObject({ serviceType: 'fine-tuning', metaMessages: ["Use 'inference'."] })
  })

  test('without a ledger names the ledger', async () => {
    const { client, user } = await local.newUser()
    const error = await local.refusal(user, () => transferFund(client, { provider: one(), amount: '1' }))
    expect(error).toBeInstanceOf(LedgerNotFoundError)
  })

  test('ten at once all arrive, with consecutive nonces', async () => {
    const { client, user } = await local.newLedger('5')
    const before = await local.sent(user)
    const receipts = await Promise.all(
      Array.from({ length: 10 }, () => transferFund(client, { provider: one(), amount: '0.1' })),
    )
    const transactions = await Promise.all(
      receipts.map(({ hash }) => local.publicClient().getTransaction({ hash })),
    )
    expect(transactions.map(({ nonce }) => nonce).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 10 }, (_, i) => before + i),
    )
    expect(await getLedger(client)).toMatchObject({ available: og('4'), locked: og('1'), total: og('5') })
    expect((await listSubAccounts(client)).map(({ balance }) => balance)).toEqual([og('1')])
  })
})

describe('money on its way back', () => {
  const returning = async (amount: string, transferred: string) => {
    const ledger = await local.newLedger(amount)
    await transferFund(ledger.client, { provider: one(), amount: transferred })
    await retrieveFund(ledger.client)
    return ledger
  }

  test('is turned around first', async () => {
    const { client } = await returning('2', '2')
    await transferFund(client, { provider: one(), amount: '1.5' })
    expect(await getSubAccount(client, { provider: one() })).toMatchObject({
      balance: og('2'),
      pendingRefund: og('0.5'),
    })
    expect(await getLedger(client)).toMatchObject({ available: 0n, locked: og('2') })
  })

  test('counts towards the amount, and no more', async () => {
    const { client, user } = await returning('2', '1')
    const error = await local.refusal(user, () => transferFund(client, { provider: one(), amount: '2.5' }))
    expect(error).toMatchObject({ where: 'ledger', available: og('1'), required: og('1.5') })
    await transferFund(client, { provider: one(), amount: '2' })
    expect(await getSubAccount(client, { provider: one() })).toMatchObject({
      balance: og('2'),
      pendingRefund: 0n,
    })
    expect((await getLedger(client)).available).toBe(0n)
  })
})

test('transferFundCall simulates with plain viem', async () => {
  const { client, user } = await local.newLedger('1')
  const call = transferFundCall(client, { provider: one(), amount: '1' })
  expect(call).toMatchObject({
    address: local.devnet.contracts.ledger,
    functionName: 'transferFund',
    args: [one(), 'inference', og('1')],
  })
  await simulateContract(client, { ...call, account: user })
  expect(transferFundCall(client, { provider: one(), amount: 1n, service: 'fine-tuning' }).args[1]).toBe(
    'fine-tuning',
  )
})
