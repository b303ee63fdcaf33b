import { InsufficientBalanceError, LedgerNotFoundError, legacy } from '@zg/contracts'
import { parseOg } from '@zg/core'
import { zeroAddress } from 'viem'
import { simulateContract } from 'viem/actions'
import { describe, expect, test } from 'vitest'
import { useLedger } from '../../test/useLedger.js'
import { getLedger } from './getLedger.js'
import { refund, refundCall } from './refund.js'
import { transferFund } from './transferFund.js'

const local = useLedger()
const og = parseOg

describe('refund', () => {
  test('pays out to the wallet, to the last neuron', async () => {
    const { client, user } = await local.newLedger('0.500000000000000003')
    const amount = 5n * 10n ** 17n + 3n
    const before = await local.balance(user)
    const { gasUsed, hash } = await refund(client, { amount })
    const { effectiveGasPrice } = await local.publicClient().getTransactionReceipt({ hash })
    expect(await local.balance(user)).toBe(before + amount - gasUsed * effectiveGasPrice)
    expect(await getLedger(client)).toMatchObject({ available: 0n, locked: 0n, total: 0n })
  })

  test('refuses more than is available, and says where the rest is', async () => {
    const { client, user } = await local.newLedger('2')
    await transferFund(client, { provider: local.provider(), amount: '0.5' })
    const error = await local.refusal(user, () => refund(client, { amount: og('1.5') + 1n }))
    expect(error).toBeInstanceOf(InsufficientBalanceError)
    expect(error).toMatchObject({
      where: 'ledger',
      available: og('1.5'),
      required: og('1.5') + 1n,
      metaMessages: [
        'At most 1.5 0G can be paid out.',
        '0.5 0G are with providers: take them back with retrieveFund.',
      ],
    })
    await refund(client, { amount: '1.5' })
    expect(await getLedger(client)).toMatchObject({ available: 0n, locked: og('0.5') })
  })

  test('does not speak of providers where they hold nothing', async () => {
    const { client, user } = await local.newLedger('1')
    expect(await local.refusal(user, () => refund(client, { amount: '2' }))).toMatchObject({
      metaMessages: ['At most 1 0G can be paid out.'],
    })
  })

  test('without a ledger names the ledger', async () => {
    const { client, user } = await local.newUser()
    const error = await local.refusal(user, () => refund(client, { amount: '1' }))
    expect(error).toBeInstanceOf(LedgerNotFoundError)
    expect(error).toMatchObject({ user })
  })
})

describe('refundCall', () => {
  test('simulates with plain viem', async () => {
    const { client, user } = await local.newLedger('1')
    const call = refundCall(client, { amount: '0.1' })
    expect(call).toMatchObject({ address: local.devnet.contracts.ledger, functionName: 'refund' })
    await simulateContract(client, { ...call, account: user })
  })

  test('speaks to the contracts that it is given', () => {
    const contracts = { ledger: zeroAddress, inference: zeroAddress }
    const call = refundCall({ chain: undefined }, { protocol: legacy, contracts, amount: 2n })
    expect(call).toMatchObject({ address: zeroAddress, args: [2n] })
    expect(call).not.toHaveProperty('value')
  })
})
