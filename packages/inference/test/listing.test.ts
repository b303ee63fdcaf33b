import { v1, zeroGDevnet } from '@zg/contracts'
import { type Address, createClient, type Hex, http, numberToHex } from 'viem'
import { beforeAll, describe, expect, test } from 'vitest'
import { listService } from '../src/index.js'
import { acknowledgeServiceSigner } from '../src/owner/index.js'
import { registerService, removeService } from '../src/provider/index.js'
import { createChain } from './createChain.js'
import { rawService } from './createService.js'
import { useOperations } from './useOperations.js'
import { useServers } from './useServers.js'

/** A client over HTTP whose requests are counted, and held up by `before`. */
function createCounting(
  url: string,
  { batch = false, before = (_request: number) => Promise.resolve() } = {},
) {
  const counts = { requests: 0, calls: 0 }
  const fetchFn: typeof fetch = async (input, init) => {
    const asked: unknown = JSON.parse(String(init?.body))
    counts.calls += Array.isArray(asked) ? asked.length : 1
    counts.requests += 1
    await before(counts.requests)
    return fetch(input, init)
  }
  const transport = http(url, { batch, fetchFn, retryCount: 0 })
  return { client: createClient({ chain: zeroGDevnet, transport }), counts }
}

describe('120 registered services', () => {
  const { local, protocol, offer, newClient, ownerClient } = useOperations('v1')
  const register = async (i: number) => {
    const client = await newClient()
    const price = BigInt(i % 7)
    const prices = { inputPrice: price, outputPrice: 6n - price + BigInt(i % 3) }
    await registerService(client, { protocol, ...offer, ...prices, model: `zg/m${i}`, stake: '100' })
    return client
  }
  const providersOf = (services: readonly { provider: Address }[]) => services.map(({ provider }) => provider)
  beforeAll(async () => {
    for (let i = 0; i < 120; i += 12) {
      await Promise.all(Array.from({ length: 12 }, (_, j) => register(i + j)))
    }
  }, 120_000)

  test.each([
    [true, 2],
    [false, 3],
  ])('take three calls, with batching %s in %i requests', async (batch, requests) => {
    const { client, counts } = createCounting(local.devnet.rpcUrl, { batch })
    const services = await listService(client, { protocol })
    expect(counts).toEqual({ calls: 3, requests })
    expect(new Set(providersOf(services)).size).toBe(120)
    expect(services.map(({ model }) => model).sort()).toEqual(
      Array.from({ length: 120 }, (_, i) => `zg/m${i}`).sort(),
    )
  })

  test('come cheapest first, and equals in the contract’s order', async () => {
    const client = local.publicClient()
    const inOrder = await listService(client, { protocol })
    const sorted = await listService(client, { protocol, sort: 'price' })
    const [six, seven, eight] = [6n, 7n, 8n].map((sum) =>
      inOrder.filter(({ inputPrice, outputPrice }) => inputPrice + outputPrice === sum),
    )
    expect(sorted).toEqual([...(six ?? []), ...(seven ?? []), ...(eight ?? [])])
    expect(sorted).toHaveLength(120)
    expect(await listService(client, { protocol, maxPrice: { input: 0n, output: 6n } })).toEqual(
      inOrder.filter(({ inputPrice, outputPrice }) => inputPrice === 0n && outputPrice === 6n),
    )
  })

  test('are found by model and by the owner’s word', async () => {
    const client = local.publicClient()
    const [found] = await listService(client, { protocol, model: 'M77' })
    expect(found?.model).toBe('zg/m77')
    expect(await listService(client, { protocol, acknowledged: true })).toEqual([])
    const provider = found?.provider ?? '0x'
    await acknowledgeServiceSigner(ownerClient(), { protocol, provider })
    expect(providersOf(await listService(client, { protocol, acknowledged: true }))).toEqual([provider])
    expect(await listService(client, { protocol, acknowledged: false })).toHaveLength(119)
  })

  test('are all there once, whoever comes and goes meanwhile', async () => {
    const all = await listService(local.publicClient(), { protocol })
    const leaving = await newClient()
    await registerService(leaving, { protocol, ...offer, stake: '100' })
    let coming: Address | undefined
    const { client } = createCounting(local.devnet.rpcUrl, {
      batch: true,
      // Between the first page and the others one goes, whose place the last one takes, and two come.
      before: async (request) => {
        if (request !== 2) return
        await removeService(leaving, { protocol })
        coming = (await register(500)).account.address
        await register(501)
      },
    })
    const services = await listService(client, { protocol })
    const providers = providersOf(services)
    expect(providers).toHaveLength(122)
    expect(new Set(providers).size).toBe(122)
    expect(providers).toEqual(expect.arrayContaining([...providersOf(all), coming]))
    expect(providers).not.toContain(leaving.account.address)
  })
})

describe('1,000 services', () => {
  const serve = useServers()
  test.each([
    [true, 2],
    [false, 20],
  ])('take 20 calls, with batching %s in %i requests', async (batch, requests) => {
    const services = Array.from({ length: 1_000 }, (_, i) => ({
      ...rawService,
      provider: numberToHex(i + 1, { size: 20 }),
    }))
    const chain = createChain(() => services)
    const answer = async ({ id, params }: { id: number; params: [{ data: Hex }] }) => ({
      ...{ jsonrpc: '2.0', id },
      result: await chain.request({ params }),
    })
    const url = await serve(async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(Buffer.from(chunk))
      const asked = JSON.parse(Buffer.concat(chunks).toString())
      response.setHeader('content-type', 'application/json')
      response.end(
        JSON.stringify(Array.isArray(asked) ? await Promise.all(asked.map(answer)) : await answer(asked)),
      )
    })
    const { client, counts } = createCounting(url, { batch })
    expect(await listService(client, { protocol: v1 })).toHaveLength(1_000)
    expect(counts).toEqual({ calls: 20, requests })
  })
})
