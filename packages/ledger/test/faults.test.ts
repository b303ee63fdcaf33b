import { zeroGDevnet } from '@zg/contracts'
import type { Deadline } from '@zg/contracts/read'
import { BaseError } from '@zg/core'
import { type Client, createWalletClient, http } from 'viem'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Fault, type FaultyRpc, startFaultyRpc } from '../../contracts/test/faultyRpc.js'
import {
  addLedger,
  deleteLedger,
  depositFund,
  findLedger,
  getHistory,
  getLedger,
  getLedgerDetail,
  getSubAccount,
  listSubAccounts,
  refund,
  retrieveFund,
  transferFund,
} from '../src/index.js'
import { newProvider } from './newProvider.js'
import { credential, type ProtocolId, protocolIds, useLedger } from './useLedger.js'

const readNames = [
  'getLedger',
  'findLedger',
  'getSubAccount',
  'listSubAccounts',
  'getLedgerDetail',
  'getHistory',
] as const
const writeNames = [
  'addLedger',
  'depositFund',
  'transferFund',
  'refund',
  'retrieveFund',
  'deleteLedger',
] as const
type ReadName = (typeof readNames)[number]
type Name = ReadName | (typeof writeNames)[number]
const isRead = (name: Name): name is ReadName => readNames.some((each) => each === name)
/** Every kind of failure once, and on the older protocol the two that differ most. */
const faultsOf = {
  v1: ['drop', 'html', 'status', 'error'],
  legacy: ['drop', 'error'],
} as const satisfies Readonly<Record<ProtocolId, readonly Fault[]>>

describe.each(protocolIds)('on %s', (id) => {
  const local = useLedger(id)
  const { at } = local
  let rpc: FaultyRpc
  let seller: Awaited<ReturnType<typeof newProvider>>

  beforeAll(async () => {
    rpc = await startFaultyRpc(local.devnet.rpcUrl)
    seller = await newProvider(local)
  })
  afterAll(() => rpc.stop())
  beforeEach(() => rpc.reset())

  const run = (name: Name, client: Client, deadline: Deadline = {}): Promise<unknown> => {
    const options = { ...at, ...deadline }
    const { provider } = seller
    return {
      getLedger: () => getLedger(client, options),
      findLedger: () => findLedger(client, options),
      getSubAccount: () => getSubAccount(client, { ...options, provider }),
      listSubAccounts: () => listSubAccounts(client, options),
      getLedgerDetail: () => getLedgerDetail(client, options),
      getHistory: () => getHistory(client, { ...options, fromBlock: 0n }),
      addLedger: () => addLedger(client, { ...options, amount: '1', credential }),
      depositFund: () => depositFund(client, { ...options, amount: '1', credential }),
      transferFund: () => transferFund(client, { ...options, provider, amount: '0.5' }),
      refund: () => refund(client, { ...options, amount: '0.5' }),
      retrieveFund: () => retrieveFund(client, options),
      deleteLedger: () => deleteLedger(client, options),
    }[name]()
  }

  /** A client behind the faulty endpoint, with what its account needs before the action makes sense. */
  async function newClient(name: Name) {
    const { account, user, client: direct } = await local.newUser()
    const { provider } = seller
    if (!isRead(name) && name !== 'addLedger' && name !== 'depositFund') {
      await addLedger(direct, { ...at, amount: '1', credential })
    }
    if (name === 'retrieveFund' || name === 'deleteLedger') {
      await transferFund(direct, { ...at, provider, amount: '1' })
    }
    if (name === 'deleteLedger') {
      await seller.acknowledge(direct)
      await seller.settle(user, 10n ** 18n)
    }
    const transport = http(rpc.url, { retryCount: 0 })
    const client = createWalletClient({ account, chain: zeroGDevnet, transport, pollingInterval: 10 })
    return { client, sent: () => local.sent(user) }
  }

  /** Spoils the n-th request, and no other; null when there was none. `early`: no transaction was on its way yet. */
  async function failAt(
    n: number,
    fault: Fault,
    action: () => Promise<unknown>,
  ): Promise<{ error: unknown; spoiled: string | undefined; early: boolean } | null> {
    const asked: string[] = []
    rpc.reset()
    rpc.spoilBy((method) => (asked.push(method) === n ? fault : undefined))
    const error = await action().then(
      () => null,
      (thrown: unknown) => thrown,
    )
    rpc.reset()
    const early = !asked.slice(0, n).includes('eth_sendRawTransaction')
    return asked.length < n ? null : { error, spoiled: asked[n - 1], early }
  }

  describe.each<Fault>(faultsOf[id])('an endpoint that fails once (%s)', (fault) => {
    test.each([...readNames, ...writeNames])(
      'at any request of %s: a typed error, and no money moved',
      async (name) => {
        const failures: unknown[] = []
        for (let n = 1; ; n += 1) {
          const { client, sent } = await newClient(name)
          const before = await sent()
          const failed = await failAt(n, fault, () => run(name, client))
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
        expect(failures.length).toBeGreaterThanOrEqual(isRead(name) ? 1 : 5)
      },
    )

    test.each(readNames)('%s never takes it for an empty account', async (name) => {
      const { client } = await newClient(name)
      rpc.spoil('*', fault)
      await expect(run(name, client)).rejects.toSatisfy(BaseError.is)
    })
  })

  test.each([...readNames, ...writeNames])(
    'a hanging endpoint ends %s at the timeout, and nothing is sent',
    async (name) => {
      const { client, sent } = await newClient(name)
      const before = await sent()
      rpc.spoil('*', 'hang')
      await expect(run(name, client, { timeoutMs: 50 })).rejects.toThrow('did not answer within 50 ms')
      await expect(run(name, client, { signal: AbortSignal.timeout(50) })).rejects.toThrow('timeout')
      rpc.reset()
      expect(await sent()).toBe(before)
    },
  )
})
