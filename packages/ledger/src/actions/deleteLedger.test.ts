import { LedgerNotEmptyError, LedgerNotFoundError, SubAccountNotFoundError } from '@zg/contracts'
import { parseOg } from '@zg/core'
import { simulateContract } from 'viem/actions'
import { describe, expect, test } from 'vitest'
import { newProvider } from '../../test/newProvider.js'
import { protocolIds, useLedger } from '../../test/useLedger.js'
import { deleteLedger, deleteLedgerCall } from './deleteLedger.js'
import { findLedger } from './findLedger.js'
import { getLedger } from './getLedger.js'
import { getSubAccount } from './getSubAccount.js'
import { refund } from './refund.js'
import { retrieveFund } from './retrieveFund.js'
import { transferFund } from './transferFund.js'

const og = parseOg
const lockTime = 3_600

describe.each(protocolIds)('deleteLedger on %s', (id) => {
  const local = useLedger(id, { lockTime })
  const { at } = local

  test('refuses while any money remains, and says where it is', async () => {
    const { client, user } = await local.newLedger('2')
    await transferFund(client, { ...at, provider: local.provider(), amount: '0.5' })
    const both = await local.refusal(user, () => deleteLedger(client, at))
    expect(both).toBeInstanceOf(LedgerNotEmptyError)
    expect(both).toMatchObject({
      available: og('1.5'),
      locked: og('0.5'),
      errorName: undefined,
      shortMessage: 'The ledger still holds 2 0G.',
      metaMessages: [
        '0.5 0G are with providers: take them back with retrieveFund, and again after the lock time.',
        '1.5 0G are available: pay them out with refund.',
      ],
    })

    await refund(client, { ...at, amount: '1.5' })
    expect(await local.refusal(user, () => deleteLedger(client, at))).toMatchObject({
      available: 0n,
      locked: og('0.5'),
      metaMessages: [expect.stringMatching(/^0\.5 0G are with providers/)],
    })

    await retrieveFund(client, at)
    await local.increaseTime(lockTime + 1)
    await retrieveFund(client, at)
    expect(await local.refusal(user, () => deleteLedger(client, at))).toMatchObject({
      available: og('0.5'),
      locked: 0n,
      metaMessages: ['0.5 0G are available: pay them out with refund.'],
    })
    expect((await getLedger(client, at)).total).toBe(og('0.5'))
  })

  test('deletes a ledger that was spent to the last neuron, with its sub-accounts, in six calls', async () => {
    const seller = await newProvider(local)
    const { provider } = seller
    const { account, user } = await local.newLedger('1')
    const { client, calls, reset } = local.counting(account)
    await transferFund(client, { ...at, provider, amount: '1' })
    await seller.acknowledge(client)
    await seller.settle(user, og('1') - 1n)
    const last = await local.refusal(user, () => deleteLedger(client, at))
    expect(last).toMatchObject({ available: 0n, locked: 1n })
    await seller.settle(user, 1n)
    expect(await getLedger(client, at)).toMatchObject({ available: 0n, locked: 0n, total: 0n })

    await simulateContract(client, { ...deleteLedgerCall(client, at), account: user })
    reset()
    await deleteLedger(client, at)
    expect(calls()).toBe(6)
    expect(await findLedger(client, at)).toBeNull()
    await expect(getSubAccount(client, { ...at, provider })).rejects.toThrow(SubAccountNotFoundError)
  })

  test('without a ledger names the ledger', async () => {
    const { client, user } = await local.newUser()
    const error = await local.refusal(user, () => deleteLedger(client, at))
    expect(error).toBeInstanceOf(LedgerNotFoundError)
    expect(error).toMatchObject({ user })
  })

  test('deleteLedgerCall names the contract', () => {
    expect(deleteLedgerCall(local.publicClient(), at)).toMatchObject({
      address: local.devnet.contracts.ledger,
      functionName: 'deleteLedger',
      args: [],
    })
  })
})

describe('on v1', () => {
  const local = useLedger('v1', { providers: 0 })
  const { at } = local

  test('what a refund empties is gone already', async () => {
    const { client } = await local.newLedger('1')
    await refund(client, { ...at, amount: '1' })
    await expect(deleteLedger(client, at)).rejects.toThrow(LedgerNotFoundError)
  })
})
