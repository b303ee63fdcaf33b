import {
  AccountRequiredError,
  CredentialRequiredError,
  InsufficientBalanceError,
  LedgerExistsError,
  legacy,
} from '@zg/contracts'
import { parseOg } from '@zg/core'
import { zeroAddress } from 'viem'
import { simulateContract } from 'viem/actions'
import { describe, expect, test } from 'vitest'
import { credential, useLedger } from '../../test/useLedger.js'
import { addLedger, addLedgerCall } from './addLedger.js'
import { findLedger } from './findLedger.js'
import { getLedger } from './getLedger.js'

const local = useLedger({ providers: 0 })
const og = parseOg

describe('addLedger', () => {
  test('opens a ledger with the amount and the credential', async () => {
    const { client, user } = await local.newUser()
    const held = await local.balance(local.devnet.contracts.ledger)
    const wallet = await local.balance(user)
    const receipt = await addLedger(client, { amount: '1.5', credential })
    expect(receipt).toMatchObject({ status: 'success', hash: expect.stringMatching(/^0x[0-9a-f]{64}$/) })
    const { effectiveGasPrice, gasUsed, blockNumber } = await local
      .publicClient()
      .getTransactionReceipt(receipt)
    expect(receipt).toMatchObject({ gasUsed, blockNumber })
    expect(await local.balance(user)).toBe(wallet - og('1.5') - gasUsed * effectiveGasPrice)
    expect(await local.balance(local.devnet.contracts.ledger)).toBe(held + og('1.5'))
    expect(await getLedger(client)).toEqual({
      user,
      available: og('1.5'),
      locked: 0n,
      total: og('1.5'),
      credential,
    })
  })

  test('takes a function for the credential and calls it once', async () => {
    const { client } = await local.newUser()
    let calls = 0
    const make = async () => {
      calls += 1
      return credential
    }
    await addLedger(client, { amount: 0n, credential: make })
    expect(calls).toBe(1)
    expect(await getLedger(client)).toMatchObject({ available: 0n, total: 0n, credential })
  })

  test('refuses to open without a credential, and says who makes one', async () => {
    const { client, user } = await local.newUser()
    const error = await local.refusal(user, () => addLedger(client, { amount: '1' }))
    expect(error).toBeInstanceOf(CredentialRequiredError)
    expect(error).toMatchObject({
      metaMessages: [expect.stringMatching(/createCredential\(account\), from @zg\/inference\/eddsa/)],
    })
  })

  test('passes on why no credential could be made', async () => {
    const { client, user } = await local.newUser()
    const declined = new Error('The user declined to sign.')
    const make = async () => {
      throw declined
    }
    expect(await local.refusal(user, () => addLedger(client, { amount: '1', credential: make }))).toBe(
      declined,
    )
  })

  test('refuses a second ledger, without asking for a credential', async () => {
    const { client, user } = await local.newLedger('1')
    const make = async () => {
      throw new Error('It was asked for a credential.')
    }
    const error = await local.refusal(user, () => addLedger(client, { amount: '1', credential: make }))
    expect(error).toBeInstanceOf(LedgerExistsError)
    expect(error).toMatchObject({ user, shortMessage: `${user} has a ledger already.` })
    expect((await getLedger(client)).total).toBe(og('1'))
  })

  test('refuses more than the wallet holds, with both amounts', async () => {
    const { client, user } = await local.newUser(og('1'))
    const error = await local.refusal(user, () => addLedger(client, { amount: '1', credential }))
    expect(error).toBeInstanceOf(InsufficientBalanceError)
    if (!(error instanceof InsufficientBalanceError)) return
    expect(error).toMatchObject({ where: 'wallet', available: og('1') })
    // The amount, and gas on top of it.
    expect(error.required).toBeGreaterThan(og('1'))
    expect(error.required).toBeLessThan(og('1.1'))
    expect(await findLedger(client)).toBeNull()
  })

  test('needs an account', async () => {
    await expect(addLedger(local.publicClient(), { amount: '1', credential })).rejects.toThrow(
      AccountRequiredError,
    )
  })
})

describe('addLedgerCall', () => {
  test('simulates with plain viem', async () => {
    const { client, user } = await local.newUser()
    const call = addLedgerCall(client, { amount: '1', credential })
    expect(call).toMatchObject({
      address: local.devnet.contracts.ledger,
      functionName: 'addLedger',
      args: [credential.publicKey, credential.sealed],
      value: og('1'),
    })
    const { result } = await simulateContract(client, { ...call, account: user })
    expect(result).toEqual([og('1'), 0n])
  })

  test('speaks to the contracts that it is given', () => {
    const contracts = { ledger: zeroAddress, inference: zeroAddress }
    const options = { protocol: legacy, contracts, amount: 2n, credential }
    expect(addLedgerCall({ chain: undefined }, options)).toMatchObject({ address: zeroAddress, value: 2n })
    expect(() => addLedgerCall({ chain: undefined }, { ...options, credential: undefined })).toThrow(
      CredentialRequiredError,
    )
  })
})
