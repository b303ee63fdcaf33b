import {
  AccountRequiredError,
  BelowMinimumError,
  InsufficientBalanceError,
  InvalidAddressError,
  legacy,
  NotOfferedError,
} from '@zg/contracts'
import { parseOg } from '@zg/core'
import { type Address, zeroAddress } from 'viem'
import { simulateContract } from 'viem/actions'
import { describe, expect, test } from 'vitest'
import { useLedger } from '../../test/useLedger.js'
import { InvalidRecipientError, ZeroAmountError } from '../errors.js'
import { depositFundFor, depositFundForCall } from './depositFundFor.js'
import { findLedger } from './findLedger.js'
import { getLedger } from './getLedger.js'
import { refund } from './refund.js'

const og = parseOg

describe('depositFundFor on v1', () => {
  const local = useLedger('v1', { providers: 0 })
  const { at } = local

  test("opens and fills another's ledger, which only they can use", async () => {
    const giver = await local.newUser()
    const { client, user: recipient } = await local.newUser()
    const wallet = await local.balance(giver.user)
    const { hash, gasUsed } = await depositFundFor(giver.client, { ...at, recipient, amount: '2' })
    const { effectiveGasPrice } = await local.publicClient().getTransactionReceipt({ hash })
    expect(await local.balance(giver.user)).toBe(wallet - og('2') - gasUsed * effectiveGasPrice)
    await depositFundFor(giver.client, { ...at, recipient, amount: 1n })
    const total = og('2') + 1n
    expect(await getLedger(client, at)).toEqual({
      user: recipient,
      available: total,
      locked: 0n,
      total,
      credential: null,
    })
    expect(await findLedger(giver.client, at)).toBeNull()
    await refund(client, { ...at, amount: total })
    expect(await local.balance(recipient)).toBeGreaterThan(og('101.9'))
  })

  test('is six calls, and holds the minimum for the ledger that it opens', async () => {
    const { account, user } = await local.newUser()
    const { user: recipient } = await local.newUser()
    const { client, calls, reset } = local.counting(account)
    const provided = og('0.1') - 1n
    const error = await local.refusal(user, () =>
      depositFundFor(client, { ...at, recipient, amount: provided }),
    )
    expect(error).toBeInstanceOf(BelowMinimumError)
    expect(error).toMatchObject({ what: 'ledger', provided, minimum: og('0.1'), errorName: undefined })
    reset()
    await depositFundFor(client, { ...at, recipient, amount: '0.1' })
    expect(calls()).toBe(6)
    reset()
    await depositFundFor(client, { ...at, recipient, amount: provided })
    expect(calls()).toBe(6)
  })

  test('refuses a recipient that could never use it, without asking the chain', async () => {
    const { account } = await local.newUser()
    const { client, methods } = local.counting(account)
    const { ledger, inference } = local.devnet.contracts
    const reasonOf = async (recipient: Address) => {
      const failed = depositFundFor(client, { ...at, recipient, amount: '1' })
      return failed.catch((error: unknown) => error)
    }
    for (const [recipient, reason] of [
      [zeroAddress, 'the zero address'],
      [ledger, 'the ledger contract itself'],
      [inference, 'the inference contract'],
    ] as const) {
      expect(await reasonOf(recipient)).toEqual(new InvalidRecipientError({ recipient, reason }))
    }
    expect(await reasonOf('0x12')).toEqual(new InvalidAddressError({ address: '0x12', role: 'recipient' }))
    expect(methods).toEqual([])
  })

  test('refuses what is no amount, no account, and more than the wallet holds', async () => {
    const { client, user } = await local.newUser(og('1'))
    const { user: recipient } = await local.newUser()
    const failure = (amount: string) =>
      local.refusal(user, () => depositFundFor(client, { ...at, recipient, amount }))
    expect(await failure('0')).toEqual(new ZeroAmountError({ action: 'depositFundFor' }))
    expect(await failure('1')).toBeInstanceOf(InsufficientBalanceError)
    await expect(depositFundFor(local.publicClient(), { ...at, recipient, amount: '1' })).rejects.toEqual(
      new AccountRequiredError({ functionName: 'depositFundFor' }),
    )
  })

  test('depositFundForCall simulates with plain viem', async () => {
    const { client, user } = await local.newUser()
    const { user: recipient } = await local.newUser()
    const call = depositFundForCall(client, { ...at, recipient, amount: '1' })
    expect(call).toMatchObject({
      address: local.devnet.contracts.ledger,
      functionName: 'depositFundFor',
      args: [recipient],
      value: og('1'),
    })
    await simulateContract(client, { ...call, account: user })
  })
})

describe('depositFundFor on legacy', () => {
  const local = useLedger('legacy', { providers: 0 })

  test('is not offered: nothing is asked and nothing sent', async () => {
    const { account } = await local.newUser()
    const { client, methods } = local.counting(account)
    const options = { protocol: legacy, recipient: account.address, amount: '1' }
    const error = await depositFundFor(client, options).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(NotOfferedError)
    expect(error).toMatchObject({
      what: 'depositFundFor',
      protocol: 'legacy',
      message:
        'depositFundFor is not part of the legacy protocol.\nSend the money to the recipient, who deposits it with depositFund.',
    })
    expect(() => depositFundForCall(client, options)).toThrow(NotOfferedError)
    expect(methods).toEqual([])
  })
})
