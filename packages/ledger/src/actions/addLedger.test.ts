import {
  AccountRequiredError,
  BelowMinimumError,
  CredentialRequiredError,
  InsufficientBalanceError,
  LedgerExistsError,
  legacy,
  v1,
} from '@zg/contracts'
import { getLimits } from '@zg/contracts/read'
import { parseOg } from '@zg/core'
import { zeroAddress } from 'viem'
import { simulateContract } from 'viem/actions'
import { describe, expect, test } from 'vitest'
import { credential, protocolIds, useLedger } from '../../test/useLedger.js'
import { addLedger, addLedgerCall } from './addLedger.js'
import { findLedger } from './findLedger.js'
import { getLedger } from './getLedger.js'

const og = parseOg
const neverAsked = async () => {
  throw new Error('It was asked for a credential.')
}

describe.each(protocolIds)('addLedger on %s', (id) => {
  const local = useLedger(id, { providers: 0 })
  const { at } = local

  test('opens a ledger with the amount', async () => {
    const { client, user } = await local.newUser()
    const held = await local.balance(local.devnet.contracts.ledger)
    const wallet = await local.balance(user)
    const receipt = await addLedger(client, { ...at, amount: '1.5', credential })
    expect(receipt).toMatchObject({ status: 'success', hash: expect.stringMatching(/^0x[0-9a-f]{64}$/) })
    const { effectiveGasPrice, gasUsed, blockNumber } = await local
      .publicClient()
      .getTransactionReceipt(receipt)
    expect(receipt).toMatchObject({ gasUsed, blockNumber })
    expect(await local.balance(user)).toBe(wallet - og('1.5') - gasUsed * effectiveGasPrice)
    expect(await local.balance(local.devnet.contracts.ledger)).toBe(held + og('1.5'))
    expect(await getLedger(client, at)).toEqual({
      user,
      available: og('1.5'),
      locked: 0n,
      total: og('1.5'),
      credential: local.credential,
    })
  })

  test('refuses a second ledger, without asking for a credential', async () => {
    const { client, user } = await local.newLedger('1')
    const options = { ...at, amount: '1', credential: neverAsked }
    const error = await local.refusal(user, () => addLedger(client, options))
    expect(error).toBeInstanceOf(LedgerExistsError)
    expect(error).toMatchObject({ user, shortMessage: `${user} has a ledger already.` })
    expect((await getLedger(client, at)).total).toBe(og('1'))
  })

  test('refuses more than the wallet holds, with both amounts', async () => {
    const { client, user } = await local.newUser(og('1'))
    const error = await local.refusal(user, () => addLedger(client, { ...at, amount: '1', credential }))
    expect(error).toBeInstanceOf(InsufficientBalanceError)
    if (!(error instanceof InsufficientBalanceError)) return
    expect(error).toMatchObject({ where: 'wallet', available: og('1') })
    // The amount, and gas on top of it.
    expect(error.required).toBeGreaterThan(og('1'))
    expect(error.required).toBeLessThan(og('1.1'))
    expect(await findLedger(client, at)).toBeNull()
  })

  test('needs an account', async () => {
    await expect(addLedger(local.publicClient(), { ...at, amount: '1', credential })).rejects.toThrow(
      AccountRequiredError,
    )
  })

  test('addLedgerCall simulates with plain viem', async () => {
    const { client, user } = await local.newUser()
    const call = addLedgerCall(client, { ...at, amount: '1', credential })
    expect(call).toMatchObject({
      address: local.devnet.contracts.ledger,
      functionName: 'addLedger',
      value: og('1'),
    })
    const { result } = await simulateContract(client, { ...call, account: user })
    expect(result).toEqual([og('1'), 0n])
  })
})

describe('addLedger on legacy', () => {
  const local = useLedger('legacy', { providers: 0 })
  const { at } = local

  test('takes a function for the credential and calls it once; any amount will do', async () => {
    const { client } = await local.newUser()
    let calls = 0
    const make = async () => {
      calls += 1
      return credential
    }
    await addLedger(client, { ...at, amount: 0n, credential: make })
    expect(calls).toBe(1)
    expect(await getLedger(client, at)).toMatchObject({ available: 0n, total: 0n, credential })
  })

  test('refuses to open without a credential, and says who makes one', async () => {
    const { client, user } = await local.newUser()
    const error = await local.refusal(user, () => addLedger(client, { ...at, amount: '1' }))
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
    const options = { ...at, amount: '1', credential: make }
    expect(await local.refusal(user, () => addLedger(client, options))).toBe(declined)
  })

  test('looks for a ledger before a credential is made: one call more than the six of a write', async () => {
    const { account } = await local.newUser()
    const { client, calls, methods } = local.counting(account)
    const asked: (readonly string[])[] = []
    const make = async () => {
      asked.push([...methods])
      return credential
    }
    await addLedger(client, { ...at, amount: '1', credential: make })
    expect(asked).toEqual([['eth_call']])
    expect(calls()).toBe(7)
  })
})

describe.each([
  ['mainnet', '3'],
  ['testnet', '0.1'],
] as const)('the minimum of the %s', (minimums, least) => {
  const local = useLedger('v1', { providers: 0, minimums })
  const { at } = local

  test('is told before anything is sent, with amounts and network', async () => {
    const { client, user } = await local.newUser()
    const provided = og(least) - 1n
    const error = await local.refusal(user, () => addLedger(client, { ...at, amount: provided }))
    expect(error).toBeInstanceOf(BelowMinimumError)
    expect(error).toMatchObject({ what: 'ledger', provided, minimum: og(least) })
    expect(error).toMatchObject({
      shortMessage: expect.stringMatching(
        RegExp(
          `^A ledger is opened with at least ${least} 0G on 0G Devnet, and this would be [\\d.]+9 0G\\.$`,
        ),
      ),
      metaMessages: [`Nothing was moved. Use at least ${least} 0G.`],
      // Foreseen, not the contract's.
      errorName: undefined,
    })
    expect(await findLedger(client, at)).toBeNull()
  })

  test('opens a ledger in six calls, with limits that are known and without', async () => {
    const limits = await getLimits(local.publicClient(), at)
    for (const known of [{}, { limits }]) {
      const { account, client } = await local.newUser()
      const counted = local.counting(account)
      await addLedger(counted.client, { ...at, ...known, amount: least, credential: neverAsked })
      expect(counted.calls()).toBe(6)
      expect(await getLedger(client, at)).toMatchObject({ total: og(least), credential: null })
    }
  })

  test('is taken from limits that are given', async () => {
    const { client, user } = await local.newUser()
    const limits = { ...(await getLimits(client, at)), minimumLedger: og('7') }
    const error = await local.refusal(user, () => addLedger(client, { ...at, limits, amount: '6' }))
    expect(error).toMatchObject({ what: 'ledger', provided: og('6'), minimum: og('7') })
  })
})

describe('addLedgerCall', () => {
  const contracts = { ledger: zeroAddress, inference: zeroAddress }

  test('speaks to the contracts that it is given', () => {
    const options = { protocol: legacy, contracts, amount: 2n, credential }
    expect(addLedgerCall({ chain: undefined }, options)).toMatchObject({
      address: zeroAddress,
      value: 2n,
      args: [credential.publicKey, credential.sealed],
    })
    expect(() => addLedgerCall({ chain: undefined }, { ...options, credential: undefined })).toThrow(
      CredentialRequiredError,
    )
  })

  test('stores nothing where the protocol stores nothing', () => {
    const call = addLedgerCall({ chain: undefined }, { protocol: v1, contracts, amount: 2n, credential })
    expect(call).toMatchObject({ address: zeroAddress, value: 2n, args: [''] })
  })
})
