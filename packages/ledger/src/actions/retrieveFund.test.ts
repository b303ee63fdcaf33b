import {
  type Contracts,
  InvalidAddressError,
  InvalidServiceTypeError,
  LedgerNotFoundError,
  type Protocol,
  ServiceContractUnknownError,
  SubAccountNotFoundError,
  TooManyProvidersError,
  TooManyRefundsError,
} from '@zg/contracts'
import { getLimits } from '@zg/contracts/read'
import { writeCall } from '@zg/contracts/write'
import { parseOg } from '@zg/core'
import { type Address, createTestClient, getAddress, http } from 'viem'
import { describe, expect, test } from 'vitest'
import { protocolIds, useLedger } from '../../test/useLedger.js'
import { getLedger } from './getLedger.js'
import { getSubAccount } from './getSubAccount.js'
import { listSubAccounts } from './listSubAccounts.js'
import { retrieveFund, retrieveFundCall } from './retrieveFund.js'
import { transferFund } from './transferFund.js'

const lockTime = 3_600
const og = parseOg
const stranger = getAddress('0x00000000000000000000000000000000000000aa')

/** The protocol with another batch size. */
function inBatchesOf(providersPerBatch: bigint, protocol: Protocol): Protocol {
  const limits = (contracts: Contracts) => {
    const { reads, combine } = protocol.ledger.limits(contracts)
    return {
      reads,
      combine: (values: readonly unknown[]) => ({ ...combine(values), providersPerBatch }),
    }
  }
  return { ...protocol, ledger: { ...protocol.ledger, limits } }
}

describe.each(protocolIds)('retrieveFund on %s', (id) => {
  const local = useLedger(id, { providers: 3, lockTime })
  const { at } = local
  const one = () => local.provider()

  async function newShares(amount: string) {
    const ledger = await local.newLedger('5')
    for (const provider of local.providers()) await transferFund(ledger.client, { ...at, provider, amount })
    return ledger
  }

  test('queues everything, moves nothing before the lock time, collects after it', async () => {
    const { client, user } = await local.newLedger('3')
    await transferFund(client, { ...at, provider: one(), amount: '1' })
    const first = await retrieveFund(client, at)
    const { timestamp } = await local.publicClient().getBlock()
    const waiting = [{ provider: one(), amount: og('1'), releasesAt: timestamp + BigInt(lockTime) }]
    expect(first).toMatchObject({ collected: 0n, pending: waiting })
    expect(first.receipts.map(({ events }) => events.map(({ eventName }) => eventName))).toEqual([
      ['RefundRequested'],
    ])

    await local.refusal(user, async () => {
      expect(await retrieveFund(client, at)).toEqual({ receipts: [], collected: 0n, pending: waiting })
    })
    expect(await getLedger(client, at)).toMatchObject({ available: og('2'), locked: og('1') })

    await local.increaseTime(lockTime)
    expect(await retrieveFund(client, at)).toMatchObject({ collected: og('1'), pending: [] })
    expect(await getLedger(client, at)).toMatchObject({ available: og('3'), locked: 0n, total: og('3') })
    expect(await retrieveFund(client, at)).toEqual({ receipts: [], collected: 0n, pending: [] })
  })

  test('collects from the very second that it named, on a chain that mined nothing meanwhile', async () => {
    const { client, user } = await local.newLedger('1')
    await transferFund(client, { ...at, provider: one(), amount: '1' })
    const { pending } = await retrieveFund(client, at)
    const releasesAt = pending[0]?.releasesAt ?? 0n
    const clock = createTestClient({ mode: 'anvil', transport: http(local.devnet.rpcUrl) })
    await clock.setNextBlockTimestamp({ timestamp: releasesAt })
    expect((await local.publicClient().getBlock()).timestamp).toBe(releasesAt - BigInt(lockTime))
    expect(await retrieveFund(client, at)).toMatchObject({ collected: og('1'), pending: [] })
    expect(await getLedger(client, at)).toMatchObject({ user, available: og('1'), locked: 0n })
  })

  test('takes from the named providers only, once each, in any letter case', async () => {
    const { client } = await newShares('1')
    const [, second = stranger] = local.providers()
    // A hex string in lower case is an address too.
    const lower: Address = `0x${second.slice(2).toLowerCase()}`
    const { pending, receipts } = await retrieveFund(client, { ...at, providers: [lower, second] })
    expect(pending.map(({ provider, amount }) => [provider, amount])).toEqual([[second, og('1')]])
    expect(receipts.flatMap(({ events }) => events)).toHaveLength(1)
    const waiting = (await listSubAccounts(client, at)).map(({ pendingRefund }) => pendingRefund)
    expect(waiting).toEqual([0n, og('1'), 0n])
    expect(await retrieveFund(client, { ...at, providers: [] })).toEqual({
      receipts: [],
      collected: 0n,
      pending: [],
    })
  })

  test('collects from several at once, queues what came since, and says how much', async () => {
    const { client } = await newShares('0.5')
    await retrieveFund(client, at)
    await local.increaseTime(lockTime + 1)
    await transferFund(client, { ...at, provider: one(), amount: '0.25' })
    const { collected, receipts, pending } = await retrieveFund(client, at)
    expect(receipts).toHaveLength(1)
    expect(collected).toBe(og('1.25'))
    expect(pending.map(({ provider, amount }) => [provider, amount])).toEqual([[one(), og('0.25')]])
    expect(await getLedger(client, at)).toMatchObject({
      available: og('3.5') + og('1.25'),
      locked: og('0.25'),
    })
  })

  test('leaves out accounts with nothing to do', async () => {
    const { client } = await local.newLedger('1')
    const [first = stranger, second = stranger] = local.providers()
    await transferFund(client, { ...at, provider: first, amount: '0.1' })
    await retrieveFund(client, at)
    await transferFund(client, { ...at, provider: second, amount: '0.1' })
    const { receipts } = await retrieveFund(client, at)
    const { input } = await local.publicClient().getTransaction({ hash: receipts[0]?.hash ?? '0x' })
    expect(input).toContain(second.slice(2).toLowerCase())
    expect(input).not.toContain(first.slice(2).toLowerCase())
  })

  test('splits what the contract would not take at once', async () => {
    const { client } = await newShares('1')
    const protocol = inBatchesOf(2n, local.protocol)
    const { receipts, pending } = await retrieveFund(client, { protocol })
    expect(receipts.map(({ events }) => events.length)).toEqual([2, 1])
    expect(pending.map(({ amount }) => amount)).toEqual([og('1'), og('1'), og('1')])
  })

  test('asks everything in one HTTP request before it writes, and the lock time afresh', async () => {
    const { account } = await newShares('1')
    const limits = await getLimits(local.publicClient(), at)
    for (const known of [{}, { limits: { ...limits, lockTime: 1n } }]) {
      const { client, methods, requests } = local.counting(account, true)
      const found = await retrieveFund(client, { ...at, ...known, providers: [] })
      expect(found.receipts).toEqual([])
      expect(methods.toSorted()).toEqual(['eth_call', 'eth_call', 'eth_getBlockByNumber'])
      expect(requests()).toBe(1)
    }
    const { client } = local.counting(account)
    const { pending } = await retrieveFund(client, { ...at, limits: { ...limits, lockTime: 1n } })
    const { timestamp } = await local.publicClient().getBlock()
    expect(pending[0]?.releasesAt).toBe(timestamp + BigInt(lockTime))
  })

  test.each([
    ['a provider without a sub-account', { providers: [stranger] }, SubAccountNotFoundError],
    ['what is no address', { providers: ['0x12'] as const }, InvalidAddressError],
    ['another type of service', { service: 'fine-tuning' }, InvalidServiceTypeError],
  ])('refuses %s', async (_, options, expected) => {
    const { client, user } = await local.newLedger('2')
    await transferFund(client, { ...at, provider: one(), amount: '1' })
    const error = await local.refusal(user, () => retrieveFund(client, { ...at, ...options }))
    expect(error).toBeInstanceOf(expected)
    expect(await getSubAccount(client, { ...at, provider: one() })).toMatchObject({ pendingRefund: 0n })
  })

  test('without a ledger names the ledger', async () => {
    const { client, user } = await local.newUser()
    const error = await local.refusal(user, () => retrieveFund(client, at))
    expect(error).toBeInstanceOf(LedgerNotFoundError)
  })

  test('retrieveFundCall names the providers and the service, and is not split', async () => {
    const { client, user } = await local.newLedger('1')
    const { contracts } = local.devnet
    const limits = await getLimits(client, at)
    expect(retrieveFundCall(client, { ...at, limits, providers: [one()] })).toMatchObject({
      address: contracts.ledger,
      functionName: 'retrieveFund',
      args: [[one()], { legacy: 'inference', v1: 'inference-v1.0' }[id]],
    })
    expect(() => retrieveFundCall(client, { ...at, limits, providers: ['0x12'] })).toThrow(
      '"0x12" is not an address (provider).',
    )
    // The limit is the contract's own.
    const call = retrieveFundCall(client, { ...at, limits, providers: Array.from({ length: 21 }, one) })
    const error = await local.refusal(user, () => writeCall(client, { ...at, call, contracts }))
    expect(error).toBeInstanceOf(TooManyProvidersError)
    expect(error).toMatchObject({ requested: 21n, maximum: 20n })
  })
})

describe('retrieveFund on v1', () => {
  const local = useLedger('v1', { lockTime })
  const { at } = local
  const one = () => local.provider()

  test('asks no registry for money that knows no such contract', async () => {
    const { client, user } = await local.newLedger('1')
    const limits = { ...(await getLimits(client, at)), serviceName: '' }
    const error = await local.refusal(user, () => retrieveFund(client, { ...at, limits }))
    expect(error).toBeInstanceOf(ServiceContractUnknownError)
    expect(() => retrieveFundCall(client, { ...at, limits, providers: [] })).toThrow(
      ServiceContractUnknownError,
    )
  })

  test('refuses what the contract would not queue any more, and names the provider', async () => {
    const { client, user } = await local.newLedger('5')
    await transferFund(client, { ...at, provider: one(), amount: '2' })
    await retrieveFund(client, at)
    // Each turns around a part of the newest that waits, and that part is queued again: five wait then.
    for (const amount of ['0.1', '0.05', '0.02', '0.01']) {
      await transferFund(client, { ...at, provider: one(), amount })
      await retrieveFund(client, at)
    }
    await transferFund(client, { ...at, provider: one(), amount: '0.005' })
    const error = await local.refusal(user, () => retrieveFund(client, at))
    expect(error).toBeInstanceOf(TooManyRefundsError)
    expect(error).toMatchObject({ provider: one(), metaMessages: [expect.stringContaining('Wait until')] })
    await local.increaseTime(lockTime)
    expect(await retrieveFund(client, at)).toMatchObject({
      collected: og('1.995'),
      pending: [{ amount: og('0.005') }],
    })
  })
})
