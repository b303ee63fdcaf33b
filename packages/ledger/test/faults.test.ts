import { zeroGDevnet } from '@zg/contracts'
import type { Deadline } from '@zg/contracts/read'
import { BaseError } from '@zg/core'
import { useDevnet } from '@zg/devnet/vitest'
import { type Client, createWalletClient, http } from 'viem'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Fault, type FaultyRpc, startFaultyRpc } from '../../contracts/test/faultyRpc.js'
import {
  addLedger,
  deleteLedger,
  depositFund,
  findLedger,
  getLedger,
  getSubAccount,
  listSubAccounts,
  refund,
  retrieveFund,
  transferFund,
} from '../src/index.js'

const local = useDevnet({ providers: 1 })
const credential = { publicKey: [1n, 2n], sealed: 'c2VhbGVk' } as const
let rpc: FaultyRpc

beforeAll(async () => {
  rpc = await startFaultyRpc(local.devnet.rpcUrl)
})
afterAll(() => rpc.stop())
beforeEach(() => rpc.reset())

const provider = () => local.provider.address
type Run = (client: Client) => Promise<unknown>
type Deadlined = (client: Client, options: Deadline) => Promise<unknown>

const reads: Record<string, Run> = {
  getLedger: (client) => getLedger(client),
  findLedger: (client) => findLedger(client),
  getSubAccount: (client) => getSubAccount(client, { provider: provider() }),
  listSubAccounts: (client) => listSubAccounts(client),
}
const writes: Record<string, Run> = {
  addLedger: (client) => addLedger(client, { amount: '1', credential }),
  depositFund: (client) => depositFund(client, { amount: '1', credential }),
  transferFund: (client) => transferFund(client, { provider: provider(), amount: '0.5' }),
  refund: (client) => refund(client, { amount: '0.5' }),
  retrieveFund: (client) => retrieveFund(client),
  deleteLedger: (client) => deleteLedger(client),
}
/** What an account needs before the write makes sense. */
const prepared: Record<string, Run> = {
  transferFund: (client) => addLedger(client, { amount: '2', credential }),
  refund: (client) => addLedger(client, { amount: '2', credential }),
  retrieveFund: async (client) => {
    await addLedger(client, { amount: '2', credential })
    await transferFund(client, { provider: provider(), amount: '1' })
  },
  deleteLedger: (client) => addLedger(client, { amount: 0n, credential }),
}

async function newClient() {
  const account = await local.newAccount()
  const client = createWalletClient({
    account,
    chain: zeroGDevnet,
    transport: http(rpc.url, { retryCount: 0 }),
    pollingInterval: 10,
  })
  return { client, sent: () => local.publicClient().getTransactionCount({ address: account.address }) }
}

/** Spoils the n-th request, and no other; null when there was none. `early`: no transaction was on its way yet. */
async function failAt(
  n: number,
  fault: Fault,
  run: () => Promise<unknown>,
): Promise<{ error: unknown; spoiled: string | undefined; early: boolean } | null> {
  const asked: string[] = []
  rpc.reset()
  rpc.spoilBy((method) => (asked.push(method) === n ? fault : undefined))
  const error = await run().then(
    () => null,
    (thrown: unknown) => thrown,
  )
  rpc.reset()
  const early = !asked.slice(0, n).includes('eth_sendRawTransaction')
  return asked.length < n ? null : { error, spoiled: asked[n - 1], early }
}

describe.each(['drop', 'html', 'status', 'error'] as const)('an endpoint that fails once (%s)', (fault) => {
  test.each(Object.entries({ ...reads, ...writes }))(
    'at any request of %s: a typed error, and no money moved',
    async (name, run) => {
      const failures: unknown[] = []
      for (let n = 1; ; n += 1) {
        const { client, sent } = await newClient()
        await prepared[name]?.(client)
        const before = await sent()
        const failed = await failAt(n, fault, () => run(client))
        if (!failed) break
        const { early, error, spoiled } = failed
        failures.push(error)
        // The time of the chain is the one thing that can be asked in another way, once the node has answered.
        const elsewhere = name === 'retrieveFund' && spoiled === 'eth_getBlockByNumber' && fault === 'error'
        if (early && !(elsewhere && error === null)) {
          expect(error).toSatisfy(BaseError.is)
          expect(await sent()).toBe(before)
        } else {
          expect(error === null || BaseError.is(error)).toBe(true)
          expect(await sent()).toBeLessThanOrEqual(before + 1)
        }
      }
      expect(failures.length).toBeGreaterThanOrEqual(name in reads ? 1 : 5)
    },
  )

  test.each(Object.entries(reads))('%s never takes it for an empty account', async (_, run) => {
    const { client } = await newClient()
    rpc.spoil('eth_call', fault)
    await expect(run(client)).rejects.toSatisfy(BaseError.is)
  })
})

test('a hanging endpoint ends at the timeout, and nothing is sent', async () => {
  for (const [name, run] of Object.entries<Deadlined>({
    getLedger,
    findLedger,
    listSubAccounts,
    retrieveFund,
    deleteLedger,
    getSubAccount: (client, options) => getSubAccount(client, { ...options, provider: provider() }),
    addLedger: (client, options) => addLedger(client, { ...options, amount: '1', credential }),
    depositFund: (client, options) => depositFund(client, { ...options, amount: '1', credential }),
    transferFund: (client, options) =>
      transferFund(client, { ...options, provider: provider(), amount: '0.5' }),
    refund: (client, options) => refund(client, { ...options, amount: '0.5' }),
  })) {
    const { client, sent } = await newClient()
    await prepared[name]?.(client)
    const before = await sent()
    rpc.spoil('*', 'hang')
    await expect(run(client, { timeoutMs: 50 })).rejects.toThrow('did not answer within 50 ms')
    await expect(run(client, { signal: AbortSignal.timeout(50) })).rejects.toThrow('timeout')
    rpc.reset()
    expect(await sent()).toBe(before)
  }
})
