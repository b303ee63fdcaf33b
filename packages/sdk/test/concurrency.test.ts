import { v1 } from '@zg/contracts'
import { useDevnet } from '@zg/devnet/vitest'
import type { LocalAccount } from 'viem'
import { describe, expect, test } from 'vitest'
import { type Broker, createBroker, memoryStore, ogToWei } from '../src/index.js'

const local = useDevnet({ protocol: 'v1', providers: 2 })
const provider = () => local.provider.address
const times = <result>(count: number, work: (i: number) => Promise<result>) =>
  Promise.all(Array.from({ length: count }, (_, i) => work(i)))

async function newUser() {
  const account = await local.newAccount()
  const counts = { signatures: 0 }
  const counting: LocalAccount = {
    ...account,
    signMessage: (message) => {
      counts.signatures += 1
      return account.signMessage(message)
    },
  }
  const newBroker = (options: { store?: ReturnType<typeof memoryStore> } = {}) =>
    createBroker({ account: counting, rpcUrl: local.devnet.rpcUrl, protocol: v1, ...options })
  const sent = () => local.publicClient().getTransactionCount({ address: account.address })
  return { newBroker, sent, counts, account }
}

const ask = async (endpoint: string, headers: Record<string, string>) => {
  const body = JSON.stringify({ model: local.provider.model, messages: [{ role: 'user', content: 'Hello' }] })
  const reply = await fetch(`${endpoint}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  })
  return { status: reply.status, text: await reply.text() }
}

describe('ten at once', () => {
  test('open a ledger once, a share once, a session once, and are all answered', async () => {
    const { newBroker, sent, counts } = await newUser()
    const broker = newBroker()
    await times(10, () => broker.ledger.depositFund('3'))
    expect(await sent()).toBe(10)
    expect((await broker.ledger.getLedger()).total).toBe(ogToWei('30'))

    const opened = await times(10, () =>
      broker.inference.acknowledgeProviderSigner(provider(), { fund: '2' }),
    )
    expect(new Set(opened.map(({ signer }) => signer))).toEqual(new Set([local.provider.signer]))
    expect(await sent()).toBe(11)
    expect(await broker.ledger.listSubAccounts()).toMatchObject([{ balance: ogToWei('2') }])

    counts.signatures = 0
    const { endpoint } = await broker.inference.getServiceMetadata(provider())
    const answers = await times(10, async () =>
      ask(endpoint, await broker.inference.getRequestHeaders(provider())),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200))
    expect(counts.signatures).toBe(1)
    expect(await sent()).toBe(11)
  })

  test('with one that fails open the share once all the same', async () => {
    const { newBroker, sent } = await newUser()
    const broker = newBroker()
    await broker.ledger.depositFund('5')
    const results = await Promise.allSettled([
      broker.inference.acknowledgeProviderSigner(provider(), { fund: '99' }),
      broker.inference.acknowledgeProviderSigner(provider(), { fund: '2', signal: AbortSignal.abort() }),
      broker.inference.acknowledgeProviderSigner(provider(), { fund: '2' }),
      broker.inference.acknowledgeProviderSigner(provider(), { fund: '1.5' }),
    ])
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled', 'fulfilled'])
    expect(await sent()).toBe(2)
    expect(await broker.ledger.listSubAccounts()).toMatchObject([{ balance: ogToWei('2') }])
  })
})

test('twenty writes at once have twenty consecutive nonces, and the money agrees', async () => {
  const { newBroker, account } = await newUser()
  const broker = newBroker()
  const [, other] = local.devnet.providers
  await broker.ledger.depositFund('20')
  await broker.ledger.transferFund({ provider: provider(), amount: '1' })
  await broker.ledger.transferFund({ provider: other?.address ?? '0x', amount: '1' })
  const writes: readonly ((broker: Broker) => Promise<{ hash: `0x${string}` }>)[] = [
    ({ ledger }) => ledger.depositFund('0.5'),
    ({ ledger }) => ledger.transferFund({ provider: provider(), amount: '0.25' }),
    ({ ledger }) => ledger.refund('0.125'),
    ({ inference }) => inference.revokeApiKey(other?.address ?? '0x', 9),
  ]
  const before = await broker.ledger.getLedger()
  const receipts = await times(20, (i) => (writes[i % 4] ?? writes[0])?.(broker) ?? Promise.reject())
  const nonces = await Promise.all(
    receipts.map(async ({ hash }) => (await local.publicClient().getTransaction({ hash })).nonce),
  )
  expect(nonces.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => 3 + i))
  const after = await broker.ledger.getLedger()
  expect(after.total - before.total).toBe(ogToWei('1.875'))
  expect(after.locked - before.locked).toBe(ogToWei('1.25'))
  expect(await local.publicClient().getTransactionCount({ address: account.address })).toBe(23)
})

describe('API keys', () => {
  test('of two brokers that share a store never share an id, however many are made at once', async () => {
    const { newBroker } = await newUser()
    const store = memoryStore()
    const [one, other] = [newBroker({ store }), newBroker({ store })]
    await one.ledger.depositFund('5')
    await one.ledger.transferFund({ provider: provider(), amount: '2' })
    const keys = await times(20, (i) => (i % 2 === 0 ? one : other).inference.createApiKey(provider()))
    expect(keys.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, i) => i),
    )
    expect(await one.inference.listApiKeys(provider())).toEqual(await other.inference.listApiKeys(provider()))
  })

  test('created, revoked and created again: the provider answers the new one and refuses the old', async () => {
    const { newBroker } = await newUser()
    const store = memoryStore()
    const broker = newBroker({ store })
    await broker.ledger.depositFund('5')
    await broker.ledger.transferFund({ provider: provider(), amount: '2' })
    const first = await broker.inference.createApiKey(provider())
    expect((await ask(first.baseUrl, { authorization: `Bearer ${first.secret}` })).status).toBe(200)
    await broker.inference.revokeApiKey(provider(), first.id)
    // Another broker, as after a restart.
    const second = await newBroker({ store }).inference.createApiKey(provider())
    expect(second.id).not.toBe(first.id)
    await expect
      .poll(() => ask(first.baseUrl, { authorization: `Bearer ${first.secret}` }), { timeout: 10_000 })
      .toMatchObject({ status: 400, text: expect.stringContaining('revoked') })
    expect((await ask(second.baseUrl, { authorization: `Bearer ${second.secret}` })).status).toBe(200)
    expect((await broker.inference.listApiKeys(provider())).map(({ revoked }) => revoked)).toEqual([
      true,
      false,
    ])
  })
})
