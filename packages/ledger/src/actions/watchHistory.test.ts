import { AccountRequiredError, RpcError } from '@zg/contracts'
import { parseOg } from '@zg/core'
import { type Client, createTestClient, createWalletClient, http } from 'viem'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type FaultyRpc, startFaultyRpc } from '../../../contracts/test/faultyRpc.js'
import { newProvider } from '../../test/newProvider.js'
import { protocolIds, useLedger } from '../../test/useLedger.js'
import { InvalidBlockRangeError } from '../history/errors.js'
import { getHistory } from './getHistory.js'
import { transferFund } from './transferFund.js'
import { watchHistory } from './watchHistory.js'

const og = parseOg

describe.each(protocolIds)('watchHistory on %s', (id) => {
  const local = useLedger(id)
  const { at } = local
  let rpc: FaultyRpc
  beforeAll(async () => {
    rpc = await startFaultyRpc(local.devnet.rpcUrl)
  })
  beforeEach(() => rpc.reset())
  afterAll(() => rpc.stop())

  const head = () => local.publicClient().getBlockNumber()
  const mine = (blocks: number) =>
    createTestClient({ mode: 'anvil', transport: http(local.devnet.rpcUrl) }).mine({ blocks })

  async function newWatcher() {
    const { account, client, user } = await local.newLedger('5')
    const transport = http(rpc.url, { retryCount: 0 })
    const { chain } = local.publicClient()
    const watcher = createWalletClient({ account, chain, transport, pollingInterval: 10 })
    const pay = (amount: bigint) =>
      transferFund(client, { ...at, provider: local.provider(), amount: og('0.01') + amount })
    return { client, user, watcher, pay }
  }

  /** The balances told, until there are as many as wanted. */
  async function firstBalances(
    count: number,
    watcher: Client,
    options: watchHistory.Parameters,
  ): Promise<readonly bigint[]> {
    const balances: bigint[] = []
    for await (const { entries } of watchHistory(watcher, { ...at, ...options })) {
      for (const entry of entries) if (entry.eventName === 'BalanceUpdated') balances.push(entry.balance)
      if (balances.length >= count) break
    }
    return balances
  }

  test('gives what happens, once each and in order, from the named block on', async () => {
    const { watcher, pay, client } = await newWatcher()
    const fromBlock = (await head()) + 1n
    await pay(0n)
    const watching = firstBalances(6, watcher, { fromBlock })
    await Promise.all([pay(1n), pay(2n)])
    await mine(3)
    for (const amount of [3n, 4n, 5n]) await pay(amount)
    const balances = await watching
    const { entries } = await getHistory(client, { ...at, fromBlock })
    expect(balances).toEqual(
      entries.flatMap((entry) => (entry.eventName === 'BalanceUpdated' ? [entry.balance] : [])),
    )
    expect(balances).toHaveLength(6)
  })

  test('starts with what is mined after the first look where no block is named', async () => {
    const { watcher, pay } = await newWatcher()
    await pay(0n)
    const watching = firstBalances(1, watcher, {})
    await expect.poll(() => rpc.methods.length).toBeGreaterThan(1)
    await pay(7n)
    expect(await watching).toEqual([og('0.02') + 7n])
  })

  test('catches up page by page without a pause, and says how far it is', async () => {
    const { watcher, pay } = await newWatcher()
    const fromBlock = (await head()) + 1n
    await pay(0n)
    await mine(9)
    await pay(1n)
    const last = await head()
    const pages: watchHistory.Page[] = []
    const options = { ...at, fromBlock, blocksPerPage: 2n, pollingIntervalMs: 3_600_000 }
    for await (const page of watchHistory(watcher, options)) {
      pages.push(page)
      if (pages.length === 2) break
    }
    expect(pages.map(({ toBlock }) => toBlock)).toEqual([fromBlock + 1n, last])
    expect(pages.map(({ entries }) => entries.length)).toEqual([1, 1])
  })

  test('misses nothing when the endpoint fails in between: the error is told and the blocks are asked again', async () => {
    const { watcher, pay } = await newWatcher()
    const fromBlock = (await head()) + 1n
    const errors: unknown[] = []
    const watching = firstBalances(3, watcher, { fromBlock, onError: (error) => errors.push(error) })
    await pay(0n)
    for (const method of ['eth_blockNumber', 'eth_getLogs']) {
      rpc.spoil(method, 'error')
      const before = errors.length
      await pay(1n)
      await expect.poll(() => errors.length).toBeGreaterThan(before)
      rpc.reset()
    }
    expect(await watching).toEqual([og('0.01'), og('0.02') + 1n, og('0.03') + 2n])
    expect(errors.every((error) => error instanceof RpcError)).toBe(true)
  })

  test('throws the error where nobody takes it', async () => {
    const { watcher } = await newWatcher()
    for (const method of ['eth_blockNumber', 'eth_getLogs']) {
      rpc.reset()
      rpc.spoil(method, 'error')
      await expect(firstBalances(1, watcher, { fromBlock: 0n })).rejects.toThrow(RpcError)
    }
  })

  test('throws what no repetition would mend, taken or not', async () => {
    const { watcher } = await newWatcher()
    const onError = () => undefined
    await expect(firstBalances(1, watcher, { fromBlock: -1n, onError })).rejects.toThrow(
      InvalidBlockRangeError,
    )
    await expect(firstBalances(1, local.publicClient(), { onError })).rejects.toEqual(
      new AccountRequiredError({ functionName: 'watchHistory' }),
    )
  })

  test('ends with its signal: in a pause, in a question that hangs, and before it began', async () => {
    const { watcher } = await newWatcher()
    const errors: unknown[] = []
    const watch = async (signal: AbortSignal) => {
      const options = { ...at, signal, pollingIntervalMs: 3_600_000 }
      for await (const page of watchHistory(watcher, { ...options, onError: (e) => errors.push(e) })) {
        throw new Error(`unexpected: ${page.toBlock}`)
      }
      return 'ended'
    }
    expect(await watch(AbortSignal.abort())).toBe('ended')
    expect(rpc.methods).toEqual([])
    const pausing = new AbortController()
    const paused = watch(pausing.signal)
    await expect.poll(() => rpc.methods).toEqual(['eth_blockNumber'])
    pausing.abort()
    expect(await paused).toBe('ended')
    rpc.spoil('*', 'hang')
    const hanging = new AbortController()
    const hung = watch(hanging.signal)
    await expect.poll(() => rpc.methods.length).toBe(2)
    hanging.abort()
    expect(await hung).toBe('ended')
    expect(errors).toEqual([])
  })

  test('stays behind the latest block by as many as it is told', async () => {
    const { watcher, pay } = await newWatcher()
    const fromBlock = (await head()) + 1n
    await pay(0n)
    await mine(1)
    const { provider: other } = await newProvider(local)
    expect(other).not.toBe(local.provider())
    const depth = (await head()) - fromBlock
    const seen: bigint[] = []
    const watching = (async () => {
      const options = { ...at, fromBlock, confirmations: depth + 1n }
      for await (const { toBlock } of watchHistory(watcher, options)) {
        seen.push(toBlock)
        return
      }
    })()
    await expect.poll(() => rpc.methods.length).toBeGreaterThan(3)
    // The block of the transfer is not deep enough yet, and nothing is asked of it.
    expect(seen).toEqual([])
    expect(rpc.methods).not.toContain('eth_getLogs')
    await mine(1)
    await watching
    expect(seen).toEqual([fromBlock])
  })

  test('starts at the beginning of a chain that is younger than the confirmations', async () => {
    const { watcher } = await newWatcher()
    const control = new AbortController()
    const watching = firstBalances(1, watcher, {
      confirmations: 1_000_000n,
      signal: control.signal,
    })
    await expect.poll(() => rpc.methods.length).toBeGreaterThan(3)
    control.abort()
    expect(await watching).toEqual([])
  })
})
