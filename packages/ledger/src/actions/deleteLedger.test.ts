import { LedgerNotEmptyError, LedgerNotFoundError, SubAccountNotFoundError } from '@zg/contracts'
import { parseOg } from '@zg/core'
import { simulateContract } from 'viem/actions'
import { describe, expect, test } from 'vitest'
import { useLedger } from '../../test/useLedger.js'
import { deleteLedger, deleteLedgerCall } from './deleteLedger.js'
import { findLedger } from './findLedger.js'
import { getLedger } from './getLedger.js'
import { getSubAccount } from './getSubAccount.js'
import { refund } from './refund.js'
import { retrieveFund } from './retrieveFund.js'
import { transferFund } from './transferFund.js'

const local = useLedger({ lockTime: 60 })
const og = parseOg

describe('deleteLedger', () => {
  test('refuses while any money remains, says where it is, and deletes once all is out', async () => {
    const { client, user } = await local.newLedger('2')
    await transferFund(client, { provider: local.provider(), amount: '0.5' })
    const both = await local.refusal(user, () => deleteLedger(client))
    expect(both).toBeInstanceOf(LedgerNotEmptyError)
    expect(both).toMatchObject({
      available: og('1.5'),
      locked: og('0.5'),
      shortMessage: 'The ledger still holds 2 0G.',
      metaMessages: [
        '0.5 0G are with providers: take them back with retrieveFund, and again after the lock time.',
        '1.5 0G are available: pay them out with refund.',
      ],
    })

    await refund(client, { amount: '1.5' })
    expect(await local.refusal(user, () => deleteLedger(client))).toMatchObject({
      available: 0n,
      locked: og('0.5'),
      metaMessages: [expect.stringMatching(/^0\.5 0G are with providers/)],
    })

    await retrieveFund(client)
    await local.increaseTime(61)
    await retrieveFund(client)
    expect(await local.refusal(user, () => deleteLedger(client))).toMatchObject({
      available: og('0.5'),
      locked: 0n,
      metaMessages: ['0.5 0G are available: pay them out with refund.'],
    })
    expect((await getLedger(client)).total).toBe(og('0.5'))

    await refund(client, { amount: '0.5' })
    await deleteLedger(client)
    expect(await findLedger(client)).toBeNull()
    await expect(getSubAccount(client, { provider: local.provider() })).rejects.toThrow(
      SubAccountNotFoundError,
    )
  })

  test('refuses one neuron', async () => {
    const { client, user } = await local.newLedger('0.000000000000000001')
    expect(await local.refusal(user, () => deleteLedger(client))).toMatchObject({ available: 1n, locked: 0n })
  })

  test('without a ledger names the ledger', async () => {
    const { client, user } = await local.newUser()
    const error = await local.refusal(user, () => deleteLedger(client))
    expect(error).toBeInstanceOf(LedgerNotFoundError)
    expect(error).toMatchObject({ user })
  })
})

test('deleteLedgerCall simulates with plain viem', async () => {
  const { client, user } = await local.newLedger('0')
  const call = deleteLedgerCall(client)
  expect(call).toMatchObject({
    address: local.devnet.contracts.ledger,
    functionName: 'deleteLedger',
    args: [],
  })
  await simulateContract(client, { ...call, account: user })
})
