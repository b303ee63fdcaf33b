import { BelowMinimumError, CredentialRequiredError, InsufficientBalanceError, legacy } from '@zg/contracts'
import { getLimits } from '@zg/contracts/read'
import { parseOg } from '@zg/core'
import { zeroAddress } from 'viem'
import { simulateContract } from 'viem/actions'
import { describe, expect, test } from 'vitest'
import { credential, protocolIds, useLedger } from '../../test/useLedger.js'
import { depositFund, depositFundCall } from './depositFund.js'
import { findLedger } from './findLedger.js'
import { getLedger } from './getLedger.js'

const og = parseOg

describe.each(protocolIds)('depositFund on %s', (id) => {
  const local = useLedger(id, { providers: 0 })
  const { at } = local

  test('opens the ledger when there is none, then adds to it to the neuron', async () => {
    const { client, user } = await local.newUser()
    let made = 0
    const source = async () => {
      made += 1
      return credential
    }
    await depositFund(client, { ...at, amount: '2', credential: source })
    expect(await getLedger(client, at)).toMatchObject({ available: og('2'), total: og('2') })
    const wallet = await local.balance(user)
    const { hash, gasUsed } = await depositFund(client, { ...at, amount: 3n, credential: source })
    const { effectiveGasPrice } = await local.publicClient().getTransactionReceipt({ hash })
    expect(await local.balance(user)).toBe(wallet - 3n - gasUsed * effectiveGasPrice)
    expect(await getLedger(client, at)).toEqual({
      user,
      available: og('2') + 3n,
      locked: 0n,
      total: og('2') + 3n,
      credential: local.credential,
    })
    // Asked for once where one is stored, and never elsewhere.
    expect(made).toBe(local.credential === null ? 0 : 1)
  })

  test('refuses more than the wallet holds, with both amounts', async () => {
    const { client, user } = await local.newLedger('99')
    const available = await local.balance(user)
    const error = await local.refusal(user, () => depositFund(client, { ...at, amount: available }))
    expect(error).toBeInstanceOf(InsufficientBalanceError)
    if (!(error instanceof InsufficientBalanceError)) return
    expect(error).toMatchObject({ where: 'wallet', available })
    expect(error.required).toBeGreaterThan(available)
    expect((await getLedger(client, at)).total).toBe(og('99'))
  })

  test('five at once, without a ledger: one opens it, and the others add', async () => {
    const { client } = await local.newUser()
    const amounts = ['1', '0.2', '0.3', '0.4', '0.5']
    const deposits = amounts.map((amount) => depositFund(client, { ...at, amount, credential }))
    const receipts = await Promise.all(deposits)
    expect(new Set(receipts.map(({ hash }) => hash)).size).toBe(5)
    expect(await getLedger(client, at)).toMatchObject({ available: og('2.4'), total: og('2.4') })
  })

  test('ten at once arrive with consecutive nonces', async () => {
    const { client, user } = await local.newLedger('1')
    const before = await local.sent(user)
    const deposits = Array.from({ length: 10 }, () => depositFund(client, { ...at, amount: '0.1' }))
    const receipts = await Promise.all(deposits)
    const nonces = await Promise.all(
      receipts.map(async ({ hash }) => (await local.publicClient().getTransaction({ hash })).nonce),
    )
    expect(nonces.sort((a, b) => a - b)).toEqual(Array.from({ length: 10 }, (_, i) => before + i))
    expect((await getLedger(client, at)).total).toBe(og('2'))
  })

  test('depositFundCall simulates with plain viem', async () => {
    const { client, user } = await local.newLedger('1')
    const call = depositFundCall(client, { ...at, amount: '1' })
    expect(call).toMatchObject({ functionName: 'depositFund', args: [], value: og('1') })
    await simulateContract(client, { ...call, account: user })
  })
})

describe('depositFund on legacy', () => {
  const local = useLedger('legacy', { providers: 0 })
  const { at } = local

  test('needs no credential where there is a ledger, and one where there is none', async () => {
    const { client } = await local.newLedger('1')
    await depositFund(client, { ...at, amount: '0.5' })
    expect((await getLedger(client, at)).total).toBe(og('1.5'))
    const { client: other, user } = await local.newUser()
    const error = await local.refusal(user, () => depositFund(other, { ...at, amount: '1' }))
    expect(error).toBeInstanceOf(CredentialRequiredError)
    expect(await findLedger(other, at)).toBeNull()
  })

  test('looks for a ledger first: one call more than the six of a write', async () => {
    const { account } = await local.newUser()
    const { client, calls, reset } = local.counting(account)
    await depositFund(client, { ...at, amount: '1', credential })
    expect(calls()).toBe(7)
    reset()
    await depositFund(client, { ...at, amount: '1', credential })
    expect(calls()).toBe(7)
  })
})

describe.each([
  ['mainnet', '3'],
  ['testnet', '0.1'],
] as const)('the minimum of the %s', (minimums, least) => {
  const local = useLedger('v1', { providers: 0, minimums })
  const { at } = local

  test('holds for the deposit that opens a ledger, and for no other', async () => {
    const { client, user } = await local.newUser()
    const provided = og(least) - 1n
    const error = await local.refusal(user, () => depositFund(client, { ...at, amount: provided }))
    expect(error).toBeInstanceOf(BelowMinimumError)
    expect(error).toMatchObject({
      what: 'ledger',
      provided,
      minimum: og(least),
      shortMessage: expect.stringContaining(`at least ${least} 0G on 0G Devnet`),
      errorName: undefined,
    })
    expect(await findLedger(client, at)).toBeNull()
    await depositFund(client, { ...at, amount: least })
    await depositFund(client, { ...at, amount: 1n })
    expect((await getLedger(client, at)).total).toBe(og(least) + 1n)
  })

  test('costs no call: a deposit is six, with limits that are known and without', async () => {
    const limits = await getLimits(local.publicClient(), at)
    for (const known of [{}, { limits }]) {
      const { account } = await local.newUser()
      const { client, calls, reset } = local.counting(account)
      for (const amount of [least, '0.5']) {
        await depositFund(client, { ...at, ...known, amount })
        expect(calls()).toBe(6)
        reset()
      }
    }
  })
})

test('depositFundCall speaks to the contracts that it is given', () => {
  const contracts = { ledger: zeroAddress, inference: zeroAddress }
  const call = depositFundCall({ chain: undefined }, { protocol: legacy, contracts, amount: 2n })
  expect(call).toMatchObject({ address: zeroAddress, value: 2n })
})
