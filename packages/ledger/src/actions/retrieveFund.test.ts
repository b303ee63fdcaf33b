import {
  type Contracts,
  InvalidAddressError,
  InvalidServiceTypeError,
  LedgerNotFoundError,
  legacy,
  SubAccountNotFoundError,
  TooManyProvidersError,
} from '@zg/contracts'
import { writeCall } from '@zg/contracts/write'
import { parseOg } from '@zg/core'
import { type Address, createTestClient, getAddress, http } from 'viem'
import { describe, expect, test } from 'vitest'
import { useLedger } from '../../test/useLedger.js'
import { getLedger } from './getLedger.js'
import { getSubAccount } from './getSubAccount.js'
import { listSubAccounts } from './listSubAccounts.js'
import { retrieveFund, retrieveFundCall } from './retrieveFund.js'
import { transferFund } from './transferFund.js'

const lockTime = 3_600
const local = useLedger({ providers: 3, lockTime })
const og = parseOg
const stranger = getAddress('0x00000000000000000000000000000000000000aa')
const one = () => local.provider()

async function newShares(amount: string) {
  const ledger = await local.newLedger('5')
  for (const provider of local.providers()) await transferFund(ledger.client, { provider, amount })
  return ledger
}

describe('retrieveFund', () => {
  test('queues everything, moves nothing before the lock time, collects after it', async () => {
    const { client, user } = await local.newLedger('3')
    await transferFund(client, { provider: one(), amount: '1' })
    const first = await retrieveFund(client)
    const { timestamp } = await local.publicClient().getBlock()
    const waiting = [{ provider: one(), amount: og('1'), releasesAt: timestamp + BigInt(lockTime) }]
    expect(first).toMatchObject({ collected: 0n, pending: waiting })
    expect(first.receipts.map(({ events }) => events.map(({ eventName }) => eventName))).toEqual([
      ['RefundRequested'],
    ])

    await local.refusal(user, async () => {
      expect(await retrieveFund(client)).toEqual({ receipts: [], collected: 0n, pending: waiting })
    })
    expect(await getLedger(client)).toMatchObject({ available: og('2'), locked: og('1') })

    await local.increaseTime(lockTime)
    expect(await retrieveFund(client)).toMatchObject({ collected: og('1'), pending: [] })
    expect(await getLedger(client)).toMatchObject({ available: og('3'), locked: 0n, total: og('3') })
    expect(await retrieveFund(client)).toEqual({ receipts: [], collected: 0n, pending: [] })
  })

  test('collects from the very second that it named, on a chain that mined nothing meanwhile', async () => {
    const { client, user } = await local.newLedger('1')
    await transferFund(client, { provider: one(), amount: '1' })
    const { pending } = await retrieveFund(client)
    const releasesAt = pending[0]?.releasesAt ?? 0n
    const clock = createTestClient({ mode: 'anvil', transport: http(local.devnet.rpcUrl) })
    await clock.setNextBlockTimestamp({ timestamp: releasesAt })
    expect((await local.publicClient().getBlock()).timestamp).toBe(releasesAt - BigInt(lockTime))
    expect(await retrieveFund(client)).toMatchObject({ collected: og('1'), pending: [] })
    expect(await getLedger(client)).toMatchObject({ user, available: og('1'), locked: 0n })
  })

  test('takes from the named providers only, once each, in any letter case', async () => {
    const { client } = await newShares('1')
    const [, second = stranger] = local.providers()
    // A hex string in lower case is an address too.
    const lower: Address = `0x${second.slice(2).toLowerCase()}`
    const { pending, receipts } = await retrieveFund(client, { providers: [lower, second] })
    expect(pending.map(({ provider, amount }) => [provider, amount])).toEqual([[second, og('1')]])
    expect(receipts.flatMap(({ events }) => events)).toHaveLength(1)
    const waiting = (await listSubAccounts(client)).map(({ pendingRefund }) => pendingRefund)
    expect(waiting).toEqual([0n, og('1'), 0n])
    expect(await retrieveFund(client, { providers: [] })).toEqual({
      receipts: [],
      collected: 0n,
      pending: [],
    })
  })

  test('collects from several at once, queues what came since, and says how much', async () => {
    const { client } = await newShares('0.5')
    await retrieveFund(client)
    await local.increaseTime(lockTime + 1)
    await transferFund(client, { provider: one(), amount: '0.25' })
    const { collected, receipts, pending } = await retrieveFund(client)
    expect(receipts).toHaveLength(1)
    expect(collected).toBe(og('1.25'))
    expect(pending.map(({ provider, amount }) => [provider, amount])).toEqual([[one(), og('0.25')]])
    expect(await getLedger(client)).toMatchObject({
      available: og('3.5') + og('1.25'),
      locked: og('0.25'),
    })
  })

  test('leaves out accounts with nothing to do', async () => {
    const { client } = await local.newLedger('1')
    const [first, second = stranger] = local.providers()
    await transferFund(client, { provider: one(), amount: 0n })
    await transferFund(client, { provider: second, amount: 1n })
    const { receipts } = await retrieveFund(client)
    const { input } = await local.publicClient().getTransaction({ hash: receipts[0]?.hash ?? '0x' })
    expect(input).toContain(second.slice(2).toLowerCase())
    expect(input).not.toContain(first?.slice(2).toLowerCase())
  })

  test('splits what the contract would not take at once', async () => {
    const { client } = await newShares('1')
    const { limits } = legacy.ledger
    const small = (contracts: Contracts) => ({
      ...limits(contracts),
      combine: (values: readonly unknown[]) => ({
        ...limits(contracts).combine(values),
        providersPerBatch: 2n,
      }),
    })
    const protocol = { ...legacy, ledger: { ...legacy.ledger, limits: small } }
    const { receipts, pending } = await retrieveFund(client, { protocol })
    expect(receipts.map(({ events }) => events.length)).toEqual([2, 1])
    expect(pending.map(({ amount }) => amount)).toEqual([og('1'), og('1'), og('1')])
  })

  test.each([
    ['a provider without a sub-account', { providers: [stranger] }, SubAccountNotFoundError],
    ['what is no address', { providers: ['0x12'] as const }, InvalidAddressError],
    ['another type of service', { service: 'fine-tuning' }, InvalidServiceTypeError],
  ])('refuses %s', async (_, options, expected) => {
    const { client, user } = await local.newLedger('2')
    await transferFund(client, { provider: one(), amount: '1' })
    expect(await local.refusal(user, () => retrieveFund(client, options))).toBeInstanceOf(expected)
    expect(await getSubAccount(client, { provider: one() })).toMatchObject({ pendingRefund: 0n })
  })

  test('without a ledger names the ledger', async () => {
    const { client, user } = await local.newUser()
    expect(await local.refusal(user, () => retrieveFund(client))).toBeInstanceOf(LedgerNotFoundError)
  })
})

describe('retrieveFundCall', () => {
  test('names the providers and the service', async () => {
    const { client } = await local.newLedger('1')
    expect(retrieveFundCall(client, { providers: [one()] })).toMatchObject({
      address: local.devnet.contracts.ledger,
      functionName: 'retrieveFund',
      args: [[one()], 'inference'],
    })
    const other = retrieveFundCall(client, { providers: [one()], service: 'fine-tuning' })
    expect(other.args).toEqual([[one()], 'fine-tuning'])
    expect(() => retrieveFundCall(client, { providers: ['0x12'] })).toThrow(
      '"0x12" is not an address (provider).',
    )
  })

  test('is not split: the limit is the contract’s own', async () => {
    const { client, user } = await local.newLedger('1')
    const { contracts } = local.devnet
    const providers = Array.from({ length: 21 }, one)
    const call = retrieveFundCall(client, { providers })
    const error = await local.refusal(user, () => writeCall(client, { call, protocol: legacy, contracts }))
    expect(error).toBeInstanceOf(TooManyProvidersError)
    expect(error).toMatchObject({ requested: 21n, maximum: 20n })
  })
})
