import { AccountRequiredError, InvalidAddressError } from '@zg/contracts'
import { NetworkError, parseOg } from '@zg/core'
import { type Client, createClient, custom, hexToBigInt, http } from 'viem'
import { describe, expect, test } from 'vitest'
import { newProvider } from '../../test/newProvider.js'
import { protocolIds, useLedger } from '../../test/useLedger.js'
import { BlockRangeTooLargeError, InvalidBlockRangeError } from '../history/errors.js'
import type { HistoryEntry } from '../history/historyEntry.js'
import { getHistory } from './getHistory.js'
import { refund } from './refund.js'
import { retrieveFund } from './retrieveFund.js'
import { transferFund } from './transferFund.js'

const og = parseOg
const lockTime = 3_600

describe.each(protocolIds)('getHistory on %s', (id) => {
  const local = useLedger(id, { providers: 0, lockTime })
  const { at } = local

  /** What happened, without where. */
  const told = (entries: readonly HistoryEntry[]) =>
    entries.map(({ blockNumber, hash, logIndex, ...event }) => event)

  /** A life: opened, transferred, partly paid, overcharged, taken back, paid out. */
  async function lead() {
    const seller = await newProvider(local)
    const { provider } = seller
    const { client, user } = await local.newLedger('3')
    const first = await local.publicClient().getBlockNumber()
    const transfer = await transferFund(client, { ...at, provider, amount: '2' })
    await seller.acknowledge(client)
    const payment = await seller.settle(user, og('0.5'))
    const { receipts } = await retrieveFund(client, at)
    const [queued] = receipts
    const request = await local.publicClient().getBlock({ blockNumber: queued?.blockNumber ?? 0n })
    const partial = await seller.settle(user, og('1.75'))
    const service = local.devnet.contracts.inference
    const ofLedger = (amount: bigint) => (id === 'v1' ? [{ eventName: 'FundSpent', service, amount }] : [])
    const balance = (amount: bigint, pendingRefund = 0n) => ({
      eventName: 'BalanceUpdated',
      provider,
      balance: amount,
      pendingRefund,
    })
    const settlement = (status: string, unsettled: bigint) => ({
      eventName: 'TEESettlementResult',
      status,
      unsettled,
    })
    const byName = (events: readonly { eventName: string }[]) =>
      events.toSorted((one, other) => one.eventName.localeCompare(other.eventName))
    const expected = [
      [balance(og('2'))],
      byName([...ofLedger(og('0.5')), balance(og('1.5')), settlement('success', 0n)]),
      [{ eventName: 'RefundRequested', provider, index: 0n, requestedAt: request.timestamp }],
      byName([...ofLedger(og('1.5')), balance(0n), settlement('partial', og('0.25'))]),
    ]
    return { client, user, first, expected, byName, writes: [transfer, payment, queued, partial] }
  }

  test('tells what happened, when, and in order; for one user and no other', async () => {
    const { client, user, first, expected, byName, writes } = await lead()
    await lead()
    const { entries, next, toBlock } = await getHistory(client, { ...at, fromBlock: first })
    expect(next).toBeNull()
    expect(toBlock).toBe(await local.publicClient().getBlockNumber())
    const ofBlock = (blockNumber: bigint | undefined) =>
      entries.filter((entry) => entry.blockNumber === blockNumber)
    expect(writes.map((write) => byName(told(ofBlock(write?.blockNumber))))).toEqual(expected)
    expect(entries).toHaveLength(expected.flat().length)
    expect(
      writes.map((write) => ofBlock(write?.blockNumber).every(({ hash }) => hash === write?.hash)),
    ).toEqual([true, true, true, true])
    const places = entries.map(({ blockNumber, logIndex }) => blockNumber * 1_000n + BigInt(logIndex))
    expect(places).toEqual(places.toSorted((one, other) => (one < other ? -1 : 1)))
    expect(new Set(places).size).toBe(places.length)
    expect(await getHistory(local.publicClient(), { ...at, user, fromBlock: first, toBlock })).toEqual({
      entries,
      next,
      toBlock,
    })
  })

  test('comes in pages of blocks that neither overlap nor leave one out', async () => {
    const { client, first } = await lead()
    const last = await local.publicClient().getBlockNumber()
    const whole = await getHistory(client, { ...at, fromBlock: first, blocksPerPage: last - first + 1n })
    expect(whole).toMatchObject({ next: null, toBlock: last })
    for (const blocksPerPage of [1n, 2n, 3n]) {
      const entries: HistoryEntry[] = []
      const starts: bigint[] = []
      for (let from: bigint | null = first; from !== null; ) {
        starts.push(from)
        const page: getHistory.ReturnType = await getHistory(client, {
          ...at,
          fromBlock: from,
          toBlock: last,
          blocksPerPage,
        })
        entries.push(...page.entries)
        if (page.next !== null) expect(page).toMatchObject({ toBlock: from + blocksPerPage - 1n })
        from = page.next
      }
      expect(entries).toEqual(whole.entries)
      const count = Number((last - first) / blocksPerPage) + 1
      expect(starts).toEqual(Array.from({ length: count }, (_, i) => first + BigInt(i) * blocksPerPage))
    }
  })

  test('ends where it is told to, and has nothing of blocks to come', async () => {
    const { client, first, writes } = await lead()
    const toBlock = writes[1]?.blockNumber ?? 0n
    const { entries } = await getHistory(client, { ...at, fromBlock: first, toBlock })
    expect(entries.at(-1)?.blockNumber).toBe(toBlock)
    const head = await local.publicClient().getBlockNumber()
    expect(await getHistory(client, { ...at, fromBlock: head + 1n })).toEqual({
      entries: [],
      toBlock: head,
      next: null,
    })
  })

  test('asks twice, and once where the last block is named', async () => {
    const { account } = await local.newUser()
    const { client, methods, reset } = local.counting(account)
    await getHistory(client, { ...at, fromBlock: 0n })
    expect(methods).toEqual(['eth_blockNumber', 'eth_getLogs'])
    reset()
    await getHistory(client, { ...at, fromBlock: 0n, toBlock: 1n })
    expect(methods).toEqual(['eth_getLogs'])
  })

  test('asks for 5,000 blocks where nothing else is said', async () => {
    const asked: unknown[] = []
    const request = async ({ method, params }: { method: string; params?: unknown }) => {
      if (method === 'eth_blockNumber') return '0x186a0'
      asked.push(params)
      return []
    }
    const client = createClient({ chain: local.publicClient().chain, transport: custom({ request }) })
    const { provider: user } = { provider: local.devnet.owner }
    expect(await getHistory(client, { ...at, user, fromBlock: 256n })).toEqual({
      entries: [],
      toBlock: 5_255n,
      next: 5_256n,
    })
    const { ledger, inference } = local.devnet.contracts
    expect(asked).toEqual([
      [
        expect.objectContaining({
          address: [ledger, inference],
          fromBlock: '0x100',
          toBlock: '0x1487',
        }),
      ],
    ])
  })

  test('says which range an endpoint refuses; a smaller one goes through', async () => {
    const { user, first } = await lead()
    const { request: ask } = local.publicClient()
    const request: Parameters<typeof custom>[0]['request'] = async (question) => {
      const [filter] = question.params ?? []
      if (question.method === 'eth_getLogs') {
        const count = hexToBigInt(filter.toBlock) - hexToBigInt(filter.fromBlock) + 1n
        if (count > 4n) throw { code: -32_602, message: `range ${count} exceeds limit of 4` }
      }
      return ask(question as Parameters<typeof ask>[0])
    }
    const client = createClient({
      chain: local.publicClient().chain,
      transport: custom({ request }, { retryCount: 0 }),
    })
    const options = { ...at, user, fromBlock: first }
    const toBlock = first + 4n
    await expect(getHistory(client, { ...options, toBlock })).rejects.toEqual(
      new BlockRangeTooLargeError({
        fromBlock: first,
        toBlock,
        details: 'range 5 exceeds limit of 4',
      }),
    )
    expect((await getHistory(client, { ...options, toBlock, blocksPerPage: 4n })).next).toBe(first + 4n)
  })

  test('throws what fails: an empty history is never a guess', async () => {
    const transport = http('http://127.0.0.1:1', { retryCount: 0 })
    const client: Client = createClient({ chain: local.publicClient().chain, transport })
    const user = local.devnet.owner
    for (const toBlock of [undefined, 5n]) {
      const failed = getHistory(client, { ...at, user, fromBlock: 0n, toBlock })
      await expect(failed).rejects.toThrow(NetworkError)
    }
  })

  test.each([
    [{ fromBlock: -1n }, 'fromBlock is -1'],
    [{ fromBlock: 5n, toBlock: 4n }, 'it ends with 4, before 5'],
    [{ fromBlock: 0n, blocksPerPage: 0n }, 'blocksPerPage is 0'],
    [{ fromBlock: 0 as unknown as bigint }, 'fromBlock is 0, no bigint'],
    [{ fromBlock: 'earliest' as unknown as bigint }, 'fromBlock is "earliest", no bigint'],
    [{ fromBlock: undefined as unknown as bigint }, 'fromBlock is undefined, no bigint'],
    [{ fromBlock: 0n, toBlock: 9 as unknown as bigint }, 'toBlock is 9, no bigint'],
  ])('refuses a range that is none: %o', async (range, reason) => {
    const { account } = await local.newUser()
    const { client, methods } = local.counting(account)
    const failed = getHistory(client, { ...at, ...range })
    await expect(failed).rejects.toEqual(new InvalidBlockRangeError({ reason }))
    expect(methods).toEqual([])
  })

  test('is told whose', async () => {
    const reader = local.publicClient()
    await expect(getHistory(reader, { ...at, fromBlock: 0n })).rejects.toEqual(
      new AccountRequiredError({ functionName: 'getHistory' }),
    )
    await expect(getHistory(reader, { ...at, user: '0x12', fromBlock: 0n })).rejects.toEqual(
      new InvalidAddressError({ address: '0x12', role: 'user' }),
    )
  })
})

describe('on v1', () => {
  const local = useLedger('v1', { providers: 0, lockTime })
  const { at } = local

  test('a sub-account that goes with its ledger leaves a last entry', async () => {
    const { provider } = await newProvider(local)
    const { client } = await local.newLedger('1')
    await transferFund(client, { ...at, provider, amount: '0.5' })
    await retrieveFund(client, at)
    await local.increaseTime(lockTime)
    await retrieveFund(client, at)
    const { blockNumber } = await refund(client, { ...at, amount: '1' })
    const { entries } = await getHistory(client, { ...at, fromBlock: 0n })
    expect(entries.at(-1)).toMatchObject({
      eventName: 'AccountDeleted',
      provider,
      refunded: 0n,
      blockNumber,
    })
  })
})
