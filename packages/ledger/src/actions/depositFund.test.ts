import { CredentialRequiredError, InsufficientBalanceError, legacy } from '@zg/contracts'
import { parseOg } from '@zg/core'
import { zeroAddress } from 'viem'
import { simulateContract } from 'viem/actions'
import { describe, expect, test } from 'vitest'
import { credential, useLedger } from '../../test/useLedger.js'
import { depositFund, depositFundCall } from './depositFund.js'
import { findLedger } from './findLedger.js'
import { getLedger } from './getLedger.js'

const local = useLedger({ providers: 0 })
const og = parseOg

describe('depositFund', () => {
  test('opens the ledger when there is none, then adds to it', async () => {
    const { client, user } = await local.newUser()
    let made = 0
    const source = async () => {
      made += 1
      return credential
    }
    await depositFund(client, { amount: '2', credential: source })
    expect(await getLedger(client)).toMatchObject({ available: og('2'), total: og('2'), credential })
    const wallet = await local.balance(user)
    const { hash, gasUsed } = await depositFund(client, { amount: 3n, credential: source })
    const { effectiveGasPrice } = await local.publicClient().getTransactionReceipt({ hash })
    expect(await local.balance(user)).toBe(wallet - 3n - gasUsed * effectiveGasPrice)
    expect(await getLedger(client)).toEqual({
      user,
      available: og('2') + 3n,
      locked: 0n,
      total: og('2') + 3n,
      credential,
    })
    expect(made).toBe(1)
  })

  test('needs no credential where there is a ledger, and one where there is none', async () => {
    const { client } = await local.newLedger('1')
    await depositFund(client, { amount: '0.5' })
    expect((await getLedger(client)).total).toBe(og('1.5'))
    const { client: other, user } = await local.newUser()
    expect(await local.refusal(user, () => depositFund(other, { amount: '1' }))).toBeInstanceOf(
      CredentialRequiredError,
    )
    expect(await findLedger(other)).toBeNull()
  })

  test('refuses more than the wallet holds, with both amounts', async () => {
    const { client, user } = await local.newLedger('99')
    const available = await local.balance(user)
    const error = await local.refusal(user, () => depositFund(client, { amount: available }))
    expect(error).toBeInstanceOf(InsufficientBalanceError)
    if (!(error instanceof InsufficientBalanceError)) return
    expect(error).toMatchObject({ where: 'wallet', available })
    expect(error.required).toBeGreaterThan(available)
    expect((await getLedger(client)).total).toBe(og('99'))
  })

  test('five at once, without a ledger: one opens it, and the others add', async () => {
    const { client } = await local.newUser()
    const amounts = [1n, 20n, 300n, 4_000n, 50_000n]
    const receipts = await Promise.all(amounts.map((amount) => depositFund(client, { amount, credential })))
    expect(new Set(receipts.map(({ hash }) => hash)).size).toBe(5)
    expect(await getLedger(client)).toMatchObject({ available: 54_321n, total: 54_321n })
  })
})

describe('depositFundCall', () => {
  test('simulates with plain viem', async () => {
    const { client, user } = await local.newLedger('1')
    const call = depositFundCall(client, { amount: '1' })
    expect(call).toMatchObject({ functionName: 'depositFund', args: [], value: og('1') })
    await simulateContract(client, { ...call, account: user })
  })

  test('speaks to the contracts that it is given', () => {
    const contracts = { ledger: zeroAddress, inference: zeroAddress }
    const call = depositFundCall({ chain: undefined }, { protocol: legacy, contracts, amount: 2n })
    expect(call).toMatchObject({ address: zeroAddress, value: 2n })
  })
})
