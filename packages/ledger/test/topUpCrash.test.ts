import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeEvents } from '@zg/contracts/write'
import { parseOg } from '@zg/core'
import { createTestClient, http } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type FaultyRpc, startFaultyRpc } from '../../contracts/test/faultyRpc.js'
import { startWorker } from '../../core/test/startWorker.js'
import { addLedger } from '../src/index.js'
import { useLedger } from './useLedger.js'

const local = useLedger('v1')
const { at } = local
let rpc: FaultyRpc
beforeAll(async () => {
  rpc = await startFaultyRpc(local.devnet.rpcUrl)
})
afterAll(() => rpc.stop())

const ending: (() => unknown)[] = []
beforeEach(() => rpc.reset())
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end()
})

const chain = () => createTestClient({ mode: 'anvil', transport: http(local.devnet.rpcUrl) })

async function newUser() {
  const key = generatePrivateKey()
  const account = privateKeyToAccount(key)
  await chain().setBalance({ address: account.address, value: parseOg('100') })
  await addLedger(local.walletClient(account), { ...at, amount: parseOg('20') })
  const folder = mkdtempSync(join(tmpdir(), 'zg-top-up-'))
  ending.push(() => rmSync(folder, { recursive: true, force: true }))
  const start = () => {
    const file = new URL('./topUpWorker.ts', import.meta.url)
    const worker = startWorker(file, [key, rpc.url, folder, local.provider()])
    ending.push(() => worker.kill())
    return worker
  }
  return {
    start,
    /** What the sub-account had after each transfer. */
    mined: async () => {
      const { contracts } = local.devnet
      const logs = await local.publicClient().getLogs({ address: contracts.inference, fromBlock: 0n })
      return decodeEvents(logs, local.protocol, contracts)
        .filter(({ eventName, args }) => eventName === 'BalanceUpdated' && args.user === account.address)
        .map(({ args }) => args.amount)
    },
    /** Transfers that the node has, mined or not. */
    sent: async () =>
      (await local.publicClient().getTransactionCount({ address: account.address, blockTag: 'pending' })) - 1,
  }
}

/** Kills a process as soon as it asks by this method, and before it has an answer. */
async function killAt(worker: ReturnType<typeof startWorker>, method: string): Promise<void> {
  await new Promise<void>((resolve) => {
    rpc.onMethod(async (each) => {
      if (each !== method) return
      await worker.kill()
      resolve()
    })
  })
  rpc.reset()
}

/** Ends well, having moved so much by itself. */
async function done(worker: ReturnType<typeof startWorker>, amount: bigint): Promise<void> {
  await worker.hasSaid(1)
  expect(worker.lines()).toEqual([`done ${amount}`])
}

test('a process killed before it sends leaves a transfer that the next one sends', async () => {
  const { start, sent, mined } = await newUser()
  rpc.spoil('eth_sendRawTransaction', 'drop')
  await killAt(start(), 'eth_sendRawTransaction')
  expect(await sent()).toBe(0)
  await done(start(), 0n)
  expect([await sent(), await mined()]).toEqual([1, [parseOg('3')]])
})

test('a process killed after it sent leaves a transfer that the next one waits for', async () => {
  const { start, sent, mined } = await newUser()
  await chain().setAutomine(false)
  ending.push(() => chain().setAutomine(true))
  await killAt(start(), 'eth_getTransactionReceipt')
  expect([await sent(), await mined()]).toEqual([1, []])
  const next = start()
  let looks = 0
  rpc.onMethod(async (method) => {
    if (method !== 'eth_getTransactionReceipt') return
    looks += 1
    // Not found, sent again, and waited for.
    if (looks === 3) await chain().mine({ blocks: 1 })
  })
  await done(next, 0n)
  expect([await sent(), await mined()]).toEqual([1, [parseOg('3')]])
})

test('a process killed after its transfer was mined leaves nothing to do', async () => {
  const { start, sent, mined } = await newUser()
  await killAt(start(), 'eth_getTransactionReceipt')
  expect(await mined()).toEqual([parseOg('3')])
  await done(start(), 0n)
  expect([await sent(), await mined()]).toEqual([1, [parseOg('3')]])
})

test('of three processes at once, one of which is killed while one sends, one transfer comes', async () => {
  const { start, sent, mined } = await newUser()
  const workers = [start(), start(), start()]
  let killed = false
  rpc.onMethod(async (method) => {
    if (method !== 'eth_sendRawTransaction' || killed) return
    killed = true
    await workers[0]?.kill()
  })
  await Promise.all(workers.map((worker) => worker.ended))
  expect(workers.filter((worker) => worker.lines().length === 1).length).toBeGreaterThanOrEqual(2)
  expect([await sent(), await mined()]).toEqual([1, [parseOg('3')]])
})
