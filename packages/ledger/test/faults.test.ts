import { zeroGDevnet } from '@zg/contracts'
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

/** Spoils every request from the n-th on; false when there was no n-th. */
async function failFrom(
  n: number,
  fault: Fault,
  run: () => Promise<unknown>,
): Promise<{ error: unknown } | null> {
  let count = 0
  let hit = false
  rpc.reset()
  rpc.onMethod(() => {
    count += 1
    if (count < n) return
    hit = true
    rpc.spoil('*', fault)
  })
  const error = await run().then(
    () => null,
    (thrown: unknown) => thrown,
  )
  rpc.reset()
  return hit ? { error } : null
}

describe.each(['drop', 'html', 'status', 'error'] as const)('an endpoint that fails (%s)', (fault) => {
  test.each(Object.entries({ ...reads, ...writes }))(
    'at any request of %s: a typed error, and no money moved',
    async (name, run) => {
      for (let n = 1; ; n += 1) {
        const { client, sent } = await newClient()
        await prepared[name]?.(client)
        const before = await sent()
        const failed = await failFrom(n, fault, () => run(client))
        if (!failed) {
          expect(n).toBeGreaterThan(1)
          return
        }
        // A receipt that can't be read comes after the transaction; everything before it must not.
        if ((await sent()) > before) expect(failed.error === null || BaseError.is(failed.error)).toBe(true)
        else expect(failed.error).toSatisfy(BaseError.is)
      }
    },
  )

  test.each(Object.entries(reads))('%s never takes it for an empty account', async (_, run) => {
    const { client } = await newClient()
    rpc.spoil('eth_call', fault)
    await expect(run(client)).rejects.toSatisfy(BaseError.is)
  })
})

test('a hanging endpoint ends at the timeout, and nothing is sent', async () => {
  const { client, sent } = await newClient()
  rpc.spoil('*', 'hang')
  for (const run of [
    () => getLedger(client, { timeoutMs: 50 }),
    () => depositFund(client, { amount: '1', credential, timeoutMs: 50 }),
  ]) {
    await expect(run()).rejects.toThrow('did not answer within 50 ms')
  }
  expect(await sent()).toBe(0)
})
