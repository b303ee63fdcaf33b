import {
  AccountRequiredError,
  CredentialRequiredError,
  InsufficientBalanceError,
  InvalidAddressError,
  LedgerExistsError,
  LedgerNotFoundError,
  legacy,
} from '@zg/contracts'
import { InvalidAmountError, parseOg } from '@zg/core'
import { useDevnet } from '@zg/devnet/vitest'
import type { Address, Client } from 'viem'
import { simulateContract } from 'viem/actions'
import { describe, expect, test } from 'vitest'
import { LedgerNotEmptyError, ZeroAmountError } from '../errors.js'
import { addLedger, addLedgerCall } from './addLedger.js'
import { deleteLedger, deleteLedgerCall } from './deleteLedger.js'
import { depositFund, depositFundCall } from './depositFund.js'
import { findLedger } from './findLedger.js'
import { getLedger } from './getLedger.js'
import { refund, refundCall } from './refund.js'
import { transferFund } from './transferFund.js'

const local = useDevnet({ providers: 1 })
const credential = { publicKey: [7n, 8n], sealed: 'c2VhbGVk' } as const
const og = parseOg

async function newUser(balance?: bigint) {
  const account = await local.newAccount(balance === undefined ? {} : { balance })
  return { user: account.address, client: local.walletClient(account) }
}
const sent = (user: Address) => local.publicClient().getTransactionCount({ address: user })

/** Runs what must be refused, and makes sure that nothing was sent. */
async function refusal(user: Address, run: () => Promise<unknown>): Promise<unknown> {
  const before = await sent(user)
  const error = await run().then(
    () => 'nothing was thrown',
    (thrown: unknown) => thrown,
  )
  expect(await sent(user)).toBe(before)
  return error
}

describe('addLedger', () => {
  test('opens a ledger with the amount and the credential', async () => {
    const { client, user } = await newUser()
    const receipt = await addLedger(client, { amount: '1.5', credential })
    expect(receipt).toMatchObject({ status: 'success', hash: expect.stringMatching(/^0x[0-9a-f]{64}$/) })
    expect(receipt.gasUsed).toBeGreaterThan(21_000n)
    expect(await getLedger(client)).toEqual({
      user,
      available: og('1.5'),
      locked: 0n,
      total: og('1.5'),
      credential,
    })
    expect(
      await local.publicClient().getBalance({ address: local.devnet.contracts.ledger }),
    ).toBeGreaterThanOrEqual(og('1.5'))
  })

  test('takes a function for the credential and calls it once', async () => {
    const { client } = await newUser()
    let calls = 0
    await addLedger(client, {
      amount: 0n,
      credential: async () => {
        calls += 1
        return credential
      },
    })
    expect(calls).toBe(1)
    expect((await getLedger(client)).total).toBe(0n)
  })

  test('refuses a second ledger, a missing credential and an amount above the wallet', async () => {
    const { client, user } = await newUser()
    expect(await refusal(user, () => addLedger(client, { amount: '1' }))).toBeInstanceOf(
      CredentialRequiredError,
    )
    const tooMuch = await refusal(user, () => addLedger(client, { amount: '1000', credential }))
    expect(tooMuch).toBeInstanceOf(InsufficientBalanceError)
    expect(tooMuch).toMatchObject({ where: 'wallet', available: og('100') })
    await addLedger(client, { amount: '1', credential })
    const again = await refusal(user, () => addLedger(client, { amount: '1', credential }))
    expect(again).toBeInstanceOf(LedgerExistsError)
    expect(again).toMatchObject({ user, shortMessage: `${user} has a ledger already.` })
    expect((await getLedger(client)).total).toBe(og('1'))
  })
})

describe('depositFund', () => {
  test('opens the ledger when there is none, then adds to it', async () => {
    const { client } = await newUser()
    let made = 0
    const source = async () => {
      made += 1
      return credential
    }
    await depositFund(client, { amount: '2', credential: source })
    await depositFund(client, { amount: 3n, credential: source })
    expect(await getLedger(client)).toMatchObject({
      available: og('2') + 3n,
      total: og('2') + 3n,
      credential,
    })
    expect(made).toBe(1)
  })

  test('refuses zero, numbers, and to open without a credential', async () => {
    const { client, user } = await newUser()
    const zero = await refusal(user, () => depositFund(client, { amount: '0' }))
    expect(zero).toBeInstanceOf(ZeroAmountError)
    expect(zero).toMatchObject({ shortMessage: 'depositFund with an amount of 0 moves nothing.' })
    // @ts-expect-error a number is no amount
    const number = await refusal(user, () => depositFund(client, { amount: 0.1 + 0.2 }))
    expect(number).toBeInstanceOf(InvalidAmountError)
    expect(await refusal(user, () => depositFund(client, { amount: '1' }))).toBeInstanceOf(
      CredentialRequiredError,
    )
  })
})

describe('reading', () => {
  test('no ledger: null for find, an error for get', async () => {
    const { client, user } = await newUser()
    expect(await findLedger(client)).toBeNull()
    const error = await getLedger(client).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(LedgerNotFoundError)
    expect(error).toMatchObject({ user, metaMessages: [expect.stringContaining('depositFund')] })
  })

  test("another user's ledger, without an account", async () => {
    const { client, user } = await newUser()
    await addLedger(client, { amount: '1', credential })
    const reader: Client = local.publicClient()
    expect(await findLedger(reader, { user })).toMatchObject({ user, total: og('1') })
    await expect(getLedger(reader)).rejects.toThrow(AccountRequiredError)
    await expect(getLedger(reader, { user: '0x12' })).rejects.toThrow(InvalidAddressError)
  })
})

describe('refund', () => {
  test('pays out to the wallet, to the last neuron', async () => {
    const { client, user } = await newUser()
    await addLedger(client, { amount: 5n * 10n ** 17n + 3n, credential })
    const before = await local.publicClient().getBalance({ address: user })
    const { gasUsed, hash } = await refund(client, { amount: 5n * 10n ** 17n + 3n })
    const { effectiveGasPrice } = await local.publicClient().getTransactionReceipt({ hash })
    expect(await local.publicClient().getBalance({ address: user })).toBe(
      before + 5n * 10n ** 17n + 3n - gasUsed * effectiveGasPrice,
    )
    expect(await getLedger(client)).toMatchObject({ available: 0n, total: 0n })
  })

  test('refuses more than is available, zero, and a ledger that is not there', async () => {
    const { client, user } = await newUser()
    expect(await refusal(user, () => refund(client, { amount: '1' }))).toBeInstanceOf(LedgerNotFoundError)
    await addLedger(client, { amount: '2', credential })
    await transferFund(client, { provider: local.provider.address, amount: '0.5' })
    const error = await refusal(user, () => refund(client, { amount: '1.6' }))
    expect(error).toBeInstanceOf(InsufficientBalanceError)
    expect(error).toMatchObject({
      where: 'ledger',
      available: og('1.5'),
      required: og('1.6'),
      metaMessages: [
        'At most 1.5 0G can be paid out.',
        '0.5 0G are with providers: take them back with retrieveFund.',
      ],
    })
    expect(await refusal(user, () => refund(client, { amount: 0n }))).toBeInstanceOf(ZeroAmountError)
    await refund(client, { amount: '1.5' })
  })
})

describe('deleteLedger', () => {
  test('deletes an empty ledger only', async () => {
    const { client, user } = await newUser()
    await addLedger(client, { amount: '2', credential })
    await transferFund(client, { provider: local.provider.address, amount: '0.5' })
    const full = await refusal(user, () => deleteLedger(client))
    expect(full).toBeInstanceOf(LedgerNotEmptyError)
    expect(full).toMatchObject({
      available: og('1.5'),
      locked: og('0.5'),
      shortMessage: 'The ledger still holds 2 0G.',
      metaMessages: [
        '0.5 0G are with providers: take them back with retrieveFund, and again after the lock time.',
        '1.5 0G are available: pay them out with refund.',
      ],
    })
  })

  test('an empty one is gone afterwards', async () => {
    const { client, user } = await newUser()
    expect(await refusal(user, () => deleteLedger(client))).toBeInstanceOf(LedgerNotFoundError)
    await addLedger(client, { amount: 0n, credential })
    await deleteLedger(client)
    expect(await findLedger(client)).toBeNull()
  })

  test('names only the places that hold money', () => {
    expect(new LedgerNotEmptyError({ available: 1n, locked: 0n }).metaMessages).toHaveLength(1)
    expect(new LedgerNotEmptyError({ available: 0n, locked: 1n }).metaMessages[0]).toContain('retrieveFund')
  })
})

describe('the calls alone', () => {
  test('simulate with plain viem', async () => {
    const { client, user } = await newUser()
    const open = addLedgerCall(client, { amount: '1', credential })
    expect(open).toMatchObject({
      address: local.devnet.contracts.ledger,
      functionName: 'addLedger',
      value: og('1'),
    })
    await simulateContract(client, { ...open, account: user })
    await addLedger(client, { amount: '1', credential })
    for (const call of [depositFundCall(client, { amount: '1' }), refundCall(client, { amount: '0.1' })]) {
      await simulateContract(client, { ...call, account: user })
    }
    expect(deleteLedgerCall(client)).toMatchObject({ functionName: 'deleteLedger', args: [] })
  })

  test('speak to the contracts that they are given', () => {
    const contracts = { ledger: local.devnet.owner, inference: local.devnet.owner }
    const options = { protocol: legacy, contracts, amount: 2n }
    expect(depositFundCall({ chain: undefined }, options)).toMatchObject({
      address: local.devnet.owner,
      value: 2n,
    })
    expect(refundCall({ chain: undefined }, options)).toMatchObject({
      address: local.devnet.owner,
      args: [2n],
    })
  })
})

test('ten writes at once from one account all arrive', async () => {
  const { client, user } = await newUser()
  await addLedger(client, { amount: '1', credential })
  const before = await sent(user)
  const receipts = await Promise.all(Array.from({ length: 10 }, () => depositFund(client, { amount: '0.1' })))
  expect(new Set(receipts.map(({ hash }) => hash)).size).toBe(10)
  expect(await sent(user)).toBe(before + 10)
  expect((await getLedger(client)).total).toBe(og('2'))
})

test('a signal that is aborted already sends nothing', async () => {
  const { client, user } = await newUser()
  await addLedger(client, { amount: '1', credential })
  const reason = new Error('changed my mind')
  const signal = AbortSignal.abort(reason)
  for (const run of [
    () => depositFund(client, { amount: '1', signal }),
    () => refund(client, { amount: '1', signal }),
    () => deleteLedger(client, { signal }),
    () => transferFund(client, { provider: local.provider.address, amount: '1', signal }),
  ]) {
    expect(await refusal(user, run)).toBe(reason)
  }
})

test('thirty writes in a row on a quiet chain: the last is no dearer than the first', async () => {
  const { client } = await newUser()
  await addLedger(client, { amount: '1', credential })
  const priceOf = async () => {
    const { hash } = await depositFund(client, { amount: 1n })
    return (await local.publicClient().getTransactionReceipt({ hash })).effectiveGasPrice
  }
  const first = await priceOf()
  for (let i = 0; i < 28; i += 1) await priceOf()
  expect(await priceOf()).toBeLessThanOrEqual(first)
})
