import { AccountRequiredError, InvalidAddressError, SubAccountNotFoundError } from '@zg/contracts'
import { InvalidAmountError, parseOg } from '@zg/core'
import { describe, expect, test } from 'vitest'
import { newProvider } from '../../test/newProvider.js'
import { protocolIds, useLedger } from '../../test/useLedger.js'
import { getSubAccount } from './getSubAccount.js'
import { retrieveFund } from './retrieveFund.js'
import { transferFund } from './transferFund.js'

const og = parseOg
const lockTime = 4_000
/** What is wanted beside the fees: a constant on v1, and 5,000 output tokens on legacy. */
const reserves = { v1: og('1'), legacy: og('0.002') }

describe.each(protocolIds)('getSubAccount on %s', (id) => {
  const local = useLedger(id, { lockTime })
  const { at } = local
  const one = () => local.provider()
  const reserve = reserves[id]

  test("reads one's own share, and another's without an account, in one call", async () => {
    const { account, client, user } = await local.newLedger('2')
    await transferFund(client, { ...at, provider: one(), amount: '1.25' })
    const expected = {
      user,
      provider: one(),
      balance: og('1.25'),
      pendingRefund: 0n,
      refunds: [],
      nonce: 0n,
      acknowledged: id === 'v1',
      signer: null,
      tokens: { legacy: null, v1: { generation: 0n, revoked: 0n } }[id],
      credential: local.credential,
      reserve,
      unsettled: null,
      spendable: og('1.25') - reserve,
    }
    const counted = local.counting(account)
    expect(await getSubAccount(counted.client, { ...at, provider: one() })).toEqual(expected)
    expect(counted.methods).toEqual(['eth_call'])
    expect(await getSubAccount(local.publicClient(), { ...at, user, provider: one() })).toEqual(expected)
  })

  test('says what can be spent, less what is on its way back and what is billed', async () => {
    const { client } = await local.newLedger('5')
    const read = (unsettled?: string | bigint) => getSubAccount(client, { ...at, provider: one(), unsettled })
    await transferFund(client, { ...at, provider: one(), amount: '2' })
    expect(await read('0.75')).toMatchObject({
      unsettled: og('0.75'),
      spendable: og('1.25') - reserve,
    })
    expect(await read(0n)).toMatchObject({ unsettled: 0n, spendable: og('2') - reserve })
    expect(await read(og('2') - reserve)).toMatchObject({ spendable: 0n })
    // Never below zero: a provider may have billed more than is there.
    expect(await read('3')).toMatchObject({ unsettled: og('3'), spendable: 0n })

    await retrieveFund(client, at)
    const { timestamp } = await local.publicClient().getBlock()
    await transferFund(client, { ...at, provider: one(), amount: '1.5' })
    const refunds = [{ amount: og('0.5'), createdAt: timestamp, releasesAt: timestamp + BigInt(lockTime) }]
    expect(await read('0.25')).toMatchObject({
      balance: og('2'),
      pendingRefund: og('0.5'),
      refunds,
      spendable: og('1.25') - reserve,
    })
  })

  test.each(['-1', '1e3', -1n])('refuses %s as what is billed', async (unsettled) => {
    const { client } = await local.newUser()
    await expect(getSubAccount(client, { ...at, provider: one(), unsettled })).rejects.toThrow(
      InvalidAmountError,
    )
  })

  test('reads a share with a provider that sells nothing any more', async () => {
    const { client } = await local.newLedger('2')
    const { provider, remove } = await newProvider(local)
    await transferFund(client, { ...at, provider, amount: '2' })
    await remove()
    expect(await getSubAccount(client, { ...at, provider })).toMatchObject({
      balance: og('2'),
      // What follows a price that is gone is unknown, and nothing can be bought.
      ...{ v1: { reserve, spendable: og('1') }, legacy: { reserve: null, spendable: 0n } }[id],
    })
  })

  test('one that is not there is an error that names both', async () => {
    const { client, user } = await local.newLedger('1')
    const error = await getSubAccount(client, { ...at, provider: one() }).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(SubAccountNotFoundError)
    expect(error).toMatchObject({
      user,
      provider: one(),
      metaMessages: [expect.stringContaining('transferFund')],
    })
  })

  test('is told whose, and with whom', async () => {
    const reader = local.publicClient()
    const failure = (options: getSubAccount.Parameters) =>
      getSubAccount(reader, { ...at, ...options }).catch((thrown: unknown) => thrown)
    expect(await failure({ provider: one() })).toEqual(
      new AccountRequiredError({ functionName: 'getSubAccount' }),
    )
    expect(await failure({ user: one(), provider: '0x' })).toEqual(
      new InvalidAddressError({ address: '0x', role: 'provider' }),
    )
    expect(await failure({ user: '0x', provider: one() })).toEqual(
      new InvalidAddressError({ address: '0x', role: 'user' }),
    )
  })
})
