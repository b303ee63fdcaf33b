import { v1 } from '@zg/contracts'
import { memoryStore, parseOg } from '@zg/core'
import { StoreUnavailableError } from '@zg/core/redis'
import { useDevnet } from '@zg/devnet/vitest'
import { keccak256, toBytes } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { updateService } from '../src/provider/index.js'
import { route } from '../src/routing/index.js'
import { chatInit, messages } from './connectionRig.js'
import { useServers } from './useServers.js'
import { createV1User, type V1User } from './v1User.js'

const price = (inputPrice: bigint) => ({ inputPrice, outputPrice: 4n * inputPrice })
const local = useDevnet({
  protocol: 'v1',
  providers: [price(30n), price(10n), price(20n), { ...price(1n), model: 'another/model' }],
})
const model = 'answers-1'
const providerAt = (index: number) => {
  const provider = local.devnet.providers[index]
  if (!provider) throw new Error('There are four.')
  return provider
}
const [dear, cheap, middle] = [0, 1, 2]

let user: V1User
beforeAll(async () => {
  user = await createV1User(local, { share: null, ledger: '20' })
  for (const index of [dear, cheap, middle]) await user.transfer('2', providerAt(index).address)
})
const serve = useServers()
afterEach(() => {
  vi.useRealTimers()
  for (const provider of local.devnet.providers) provider.setFault(null)
})

/** A route whose providers may be replaced by other servers; whom it asked, and how long it waited. */
async function open(options: Partial<route.Parameters> = {}, instead: Partial<Record<number, string>> = {}) {
  const asked: number[] = []
  const waits: number[] = []
  const replaced = { ...instead }
  const fetch: typeof globalThis.fetch = (input, init) => {
    const index = local.devnet.providers.findIndex(({ url }) => String(input).startsWith(url))
    if (init?.method === 'POST') asked.push(index)
    const other = replaced[index]
    return globalThis.fetch(other ? String(input).replace(providerAt(index).url, other) : input, init)
  }
  const wait = async (ms: number) => void waits.push(ms)
  const { client, auth } = user
  const connection = await route(client, { auth, model, fetch, wait, ...options })
  const ask = (more: object = {}, init: RequestInit = {}) =>
    connection.fetch(`${connection.baseUrl}/chat/completions`, chatInit({ model, ...more }, init))
  const states = async () => (await connection.providers()).map(({ state }) => state)
  return { connection, ask, asked, waits, replaced, states }
}

const answering = (status: number, error: unknown, headers: Record<string, string> = {}) =>
  serve((_, response) => response.writeHead(status, headers).end(JSON.stringify({ error })))

describe('the order', () => {
  test('goes by price, and the answer is proven', async () => {
    const { connection, asked } = await open()
    const { content, report } = await connection.chat(messages)
    expect([content, report.verdict, asked]).toEqual(['2 + 2 = 4.', 'verified', [cheap]])
    const [receipt] = await connection.receipts()
    expect(receipt?.provider).toBe(providerAt(cheap).address)
  })

  test('goes by latency, those first that were never measured', async () => {
    const { connection, ask, asked } = await open({ sort: 'latency' })
    for (const _ of [1, 2, 3]) await ask()
    expect(asked.toSorted()).toEqual([dear, cheap, middle])
    const latencies = (await connection.providers()).map(({ latencyMs }) => latencyMs)
    expect(latencies.every((ms) => typeof ms === 'number')).toBe(true)
    expect(latencies).toEqual(latencies.toSorted((one, other) => Number(one) - Number(other)))
  })

  test('goes by health, as the network’s status API has it', async () => {
    const services = [
      { provider: providerAt(cheap).address, model: providerAt(cheap).model, status: 'critical' },
      { provider: providerAt(dear).address, model: providerAt(dear).model, status: 'healthy' },
    ]
    const statusUrl = await serve((_, response) => response.end(JSON.stringify({ services })))
    const { ask, asked } = await open({ sort: 'health', statusUrl })
    await ask()
    expect(asked).toEqual([dear])
  })

  test('leaves out what costs too much, what isn’t allowed, and other models', async () => {
    const most = await open({ maxPrice: { input: 20n } })
    expect((await most.connection.providers()).map(({ provider }) => provider)).toEqual(
      [cheap, middle].map((index) => providerAt(index).address),
    )
    const only = await open({ providers: [providerAt(dear).address] })
    expect(await only.connection.providers()).toHaveLength(1)
    await expect(open({ model: 'none' })).rejects.toMatchObject({ name: 'NoProviderError', reasons: [] })
  })
})

describe('what goes wrong', () => {
  const gone = 'http://127.0.0.1:1'

  test('at a provider moves on: gone, failing, upstream down', async () => {
    const down = 'call proxied service: connect: connection refused'
    for (const server of [gone, await answering(500, 'Internal Server Error'), await answering(400, down)]) {
      const { ask, asked } = await open({}, { [cheap]: server })
      expect((await ask()).status).toBe(200)
      expect(asked).toEqual([cheap, middle])
    }
  })

  test('is the caller’s own fault: it goes back, and nobody rests for it', async () => {
    const { ask, asked, states } = await open()
    for (const _ of [1, 2, 3, 4]) {
      const response = await ask({ max_tokens: -1 })
      expect([response.status, (await response.json()).error.code]).toEqual([400, 'RequestRefusedError'])
    }
    expect(asked).toEqual([cheap, cheap, cheap, cheap])
    expect(await states()).toEqual(['ready', 'ready', 'ready'])
  })

  test('three times in a row gives a provider a rest, then one request tries it', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const { ask, asked, states, replaced } = await open({ now: Date.now }, { [cheap]: gone })
    for (const _ of [1, 2, 3, 4]) expect((await ask()).status).toBe(200)
    expect(asked.filter((index) => index === cheap)).toHaveLength(3)
    expect(await states()).toContain('resting')
    vi.setSystemTime(Date.now() + 10_001)
    replaced[cheap] = providerAt(cheap).url
    expect((await ask()).status).toBe(200)
    expect(asked.at(-1)).toBe(cheap)
    expect(await states()).toEqual(['ready', 'ready', 'ready'])
  })

  test('everywhere is told of each', async () => {
    const { ask } = await open({}, { [cheap]: gone, [middle]: await answering(500, 'x'), [dear]: gone })
    const response = await ask()
    const { error } = await response.json()
    expect([response.status, error.code]).toEqual([503, 'NoProviderError'])
    for (const index of [dear, cheap, middle]) expect(error.message).toContain(providerAt(index).address)
  })

  test('a busy provider is passed over until it has time', async () => {
    let clock = 1_000_000
    const busy = await answering(429, 'Rate limit exceeded', { 'retry-after': '30' })
    const { ask, asked, states, replaced } = await open({ now: () => clock }, { [cheap]: busy })
    await ask()
    await ask()
    expect(asked).toEqual([cheap, middle, middle])
    expect(await states()).toEqual(['busy', 'ready', 'ready'])
    clock += 30_000
    replaced[cheap] = providerAt(cheap).url
    await ask()
    expect(asked.at(-1)).toBe(cheap)
  })

  test('where all are busy the first to have time is waited for', async () => {
    let clock = 1_000_000
    const busy = await answering(429, 'Rate limit exceeded', { 'retry-after': '30' })
    const soon = await answering(429, 'Rate limit exceeded', { 'retry-after': '5' })
    const { ask, asked, waits, replaced } = await open(
      {
        now: () => clock,
        wait: async (ms: number) => {
          waits.push(ms)
          clock += ms
          replaced[middle] = providerAt(middle).url
        },
      },
      { [cheap]: busy, [middle]: soon, [dear]: busy },
    )
    expect((await ask()).status).toBe(200)
    expect([asked, waits]).toEqual([[cheap, middle, dear, middle], [5_000]])
  })

  test('a provider without a sub-account is passed over', async () => {
    const poor = await createV1User(local, { share: null })
    await poor.transfer('2', providerAt(dear).address)
    const { client, auth } = poor
    const connection = await route(client, { auth, model })
    expect((await connection.chat(messages)).report.verdict).toBe('verified')
    expect((await connection.receipts())[0]?.provider).toBe(providerAt(dear).address)
  })

  test('an answer that breaks off is not asked of another', async () => {
    const cut = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
      response.write('{"id":', () => response.destroy())
    })
    const { ask, asked } = await open({}, { [cheap]: cut })
    const response = await ask()
    expect([response.status, (await response.json()).error.code]).toEqual([502, 'AnswerLostError'])
    expect(asked).toEqual([cheap])
  })

  test('an answer that proves nothing puts its provider in quarantine', async () => {
    const { connection, ask, asked, states } = await open()
    providerAt(cheap).setFault({ kind: 'tamperAnswer' })
    const response = await ask()
    expect((await connection.verify(response)).verdict).toBe('failed')
    expect(await states()).toContain('quarantined')
    expect((await ask()).status).toBe(200)
    expect(asked).toEqual([cheap, middle])
  })

  test('a quarantined provider stays so with another offer', async () => {
    let time = Date.now()
    const { connection, ask, asked, states } = await open({ now: () => time })
    const provider = providerAt(cheap)
    provider.setFault({ kind: 'tamperAnswer' })
    expect((await connection.verify(await ask())).verdict).toBe('failed')
    const wallet = privateKeyToAccount(keccak256(toBytes(`zg devnet wallet ${cheap}`)))
    await updateService(local.walletClient(wallet), { protocol: v1, inputPrice: 9n })
    time += 300_000
    expect(await states()).toContain('quarantined')
    expect([(await ask()).status, asked]).toEqual([200, [cheap, middle]])
  })

  test('an answer whose fee can’t be written down is not asked of another', async () => {
    const inner = memoryStore()
    const store = { ...inner }
    const fail = async () => {
      store.update = inner.update
      throw new StoreUnavailableError({ what: 'The store', reason: 'failed', remedy: 'Wait.' })
    }
    const answered = vi.fn(() => Object.assign(store, { update: fail }))
    const fetch: typeof globalThis.fetch = (input, init) =>
      globalThis.fetch(input, init).finally(init?.method === 'POST' ? answered : undefined)
    const { ask } = await open({ store, spend: { total: '1', maxOutputTokens: 100 }, fetch })
    const response = await ask()
    expect([response.ok, (await response.json()).error.code]).toEqual([false, 'StoreUnavailableError'])
    expect(answered).toHaveBeenCalledTimes(1)
  })

  test('an abort ends it', async () => {
    const { ask } = await open({}, { [cheap]: gone })
    const reason = new Error('enough')
    await expect(ask({}, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  })
})

test('the budget is one for all providers', async () => {
  const { connection } = await open({ spend: { total: parseOg('1'), maxOutputTokens: 100, perRequest: 1n } })
  await expect(connection.chat(messages)).rejects.toMatchObject({
    name: 'BudgetExceededError',
    scope: 'perRequest',
  })
})
