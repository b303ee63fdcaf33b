import { v1 } from '@zg/contracts'
import { useDevnet } from '@zg/devnet/vitest'
import { createPublicClient, http, type LocalAccount } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BrokerOptions, createBroker, createReadOnlyBroker } from '../src/index.js'
import { startCountingRpc } from './countingRpc.js'
import { registerMany } from './registerMany.js'

type Rpc = Awaited<ReturnType<typeof startCountingRpc>>

const local = useDevnet({ protocol: 'v1', providers: 1 })
let batching: Rpc
let single: Rpc
beforeAll(async () => {
  const { rpcUrl } = local.devnet
  batching = await startCountingRpc(rpcUrl)
  single = await startCountingRpc(rpcUrl, { batches: false, lacks: ['eth_fillTransaction'] })
})
afterAll(() => {
  batching.stop()
  single.stop()
})

/** An account that counts what it signs, and a broker over it that counts what it asks providers. */
async function counted(options: Partial<BrokerOptions> = {}) {
  const account = await local.newAccount()
  const counts = { signatures: 0, fetches: 0 }
  const counting: LocalAccount = {
    ...account,
    signMessage: (message) => {
      counts.signatures += 1
      return account.signMessage(message)
    },
  }
  const fetch: typeof globalThis.fetch = (...request) => {
    counts.fetches += 1
    return globalThis.fetch(...request)
  }
  const broker = createBroker({ account: counting, rpcUrl: batching.url, protocol: v1, fetch, ...options })
  return { broker, counts }
}

test('creating a broker asks nothing', async () => {
  batching.take()
  await counted()
  await new Promise((resolve) => setImmediate(resolve))
  expect(batching.take()).toEqual([])
})

describe('request headers', () => {
  const provider = () => local.provider.address

  test('cold: two questions to the chain and one signature; warm: none, in any number', async () => {
    const { broker: funding } = await counted()
    await funding.ledger.depositFund('5')
    const { broker, counts } = await counted()
    await funding.ledger.depositFundFor({ recipient: broker.getAddress(), amount: '5' })
    await broker.ledger.transferFund({ provider: provider(), amount: '2' })

    const account = broker.getAddress()
    const nonce = await local.publicClient().getTransactionCount({ address: account })
    counts.signatures = 0
    batching.take()
    await broker.inference.getRequestHeaders(provider())
    expect(batching.take()).toEqual([['eth_call']]) // This broker knows its chain already.
    expect(counts).toEqual({ signatures: 1, fetches: 0 })

    const headers = await Promise.all(
      Array.from({ length: 50 }, () => broker.inference.getRequestHeaders(provider(), 'anything')),
    )
    expect(new Set(headers.map(({ Authorization }) => Authorization)).size).toBe(1)
    expect(batching.take()).toEqual([])
    expect(counts).toEqual({ signatures: 1, fetches: 0 })
    expect(await local.publicClient().getTransactionCount({ address: account })).toBe(nonce)
  })

  test('ten at once on a new broker: one chain id, one look, one signature, no transaction', async () => {
    const { broker, counts } = await counted()
    await broker.ledger.depositFund('5')
    await broker.ledger.transferFund({ provider: provider(), amount: '2' })
    const account = await local.newAccount()
    await broker.ledger.depositFundFor({ recipient: account.address, amount: '3' })
    const cold = createBroker({ account, rpcUrl: batching.url, protocol: v1 })
    await cold.ledger.transferFund({ provider: provider(), amount: '2' })
    const fresh = createBroker({ account, rpcUrl: batching.url, protocol: v1 })
    batching.take()
    const headers = await Promise.all(
      Array.from({ length: 10 }, () => fresh.inference.getRequestHeaders(provider())),
    )
    expect(batching.take()).toEqual([['eth_chainId'], ['eth_call']])
    expect(new Set(headers.map(({ Authorization }) => Authorization)).size).toBe(1)
    expect(counts.fetches).toBe(0)
  })
})

const sixCalls = [
  'eth_call',
  'eth_estimateGas',
  'eth_feeHistory',
  'eth_getTransactionCount',
  'eth_sendRawTransaction',
  'eth_getTransactionReceipt',
]

/** A receipt that isn't there yet is asked for again. */
const withoutWaiting = (methods: readonly string[]) =>
  methods.filter((method, i) => method !== 'eth_getTransactionReceipt' || method !== methods[i - 1])

describe('a write', () => {
  test.each(['batching', 'single'] as const)('is six calls, over a %s endpoint', async (which) => {
    const rpc = which === 'batching' ? batching : single
    const { broker } = await counted({ rpcUrl: rpc.url })
    rpc.take()
    await broker.ledger.depositFund('5')
    // An endpoint that takes no batches says so once: the first three questions are asked again, one by one.
    const refused = which === 'single' ? sixCalls.slice(0, 3) : []
    expect(withoutWaiting(rpc.take().flat())).toEqual(['eth_chainId', ...refused, ...sixCalls])
    await broker.ledger.getLimits() // A transfer names the service as the contracts do: asked once.
    const provider = local.provider.address
    const writes: readonly (() => Promise<unknown>)[] = [
      () => broker.ledger.depositFund('1'),
      () => broker.ledger.depositFundFor({ recipient: local.devnet.owner, amount: '3' }),
      () => broker.ledger.transferFund({ provider, amount: '1' }),
      () => broker.ledger.transferFund({ provider, amount: '0.5' }),
      () => broker.ledger.refund('1'),
      () => broker.inference.revokeApiKey(provider, 7),
    ]
    for (const write of writes) {
      rpc.take()
      await write()
      const methods = rpc.take().flat()
      expect(withoutWaiting(methods)).toEqual(sixCalls)
    }
  })
})

describe('a thousand services', () => {
  const many = useDevnet({ protocol: 'v1', providers: 0 })
  let front: { batching: Rpc; single: Rpc }
  beforeAll(async () => {
    await registerMany(many.devnet, 1_000)
    const { rpcUrl } = many.devnet
    front = {
      batching: await startCountingRpc(rpcUrl),
      single: await startCountingRpc(rpcUrl, { batches: false }),
    }
  })
  afterAll(() => {
    front.batching.stop()
    front.single.stop()
  })

  test('are listed in three HTTP requests', async () => {
    const { inference } = createReadOnlyBroker({ rpcUrl: front.batching.url, protocol: v1 })
    const services = await inference.listService({ sort: 'price' })
    expect(services).toHaveLength(1_000)
    expect(services[0]).toMatchObject({ model: 'model-999', inputPrice: 1n })
    expect(front.batching.take().map((methods) => methods.length)).toEqual([1, 1, 19])
  })

  test('are listed in twenty-one without batches', async () => {
    const publicClient = createPublicClient({ transport: http(front.single.url) })
    const { inference } = createReadOnlyBroker({ publicClient, protocol: v1 })
    expect(await inference.listService()).toHaveLength(1_000)
    expect(front.single.take()).toHaveLength(21)
  })

  test('and in one more where the endpoint has to say first that it takes none', async () => {
    const { inference } = createReadOnlyBroker({ rpcUrl: front.single.url, protocol: v1 })
    expect(await inference.listService()).toHaveLength(1_000)
    expect(front.single.take()).toHaveLength(22)
    expect(await inference.listService()).toHaveLength(1_000)
    expect(front.single.take()).toHaveLength(20)
  })
})
