import { getDeployment, v1 } from '@zg/contracts'
import { numberToHex } from 'viem'
import { describe, expect, test } from 'vitest'
import { createChain } from '../../test/createChain.js'
import { rawService } from '../../test/createService.js'
import { listService } from './listService.js'

const multiModel = JSON.stringify({ MultiModel: true })
const { client } = createChain(() =>
  [
    { model: 'zg/dear', inputPrice: 5n, outputPrice: 5n, teeSignerAcknowledged: true },
    { model: 'zg/cheap', inputPrice: 1n, outputPrice: 2n },
    { model: 'zg/same', inputPrice: 2n, outputPrice: 1n, verifiability: 'none' },
    { model: 'zg/image', inputPrice: 9n, outputPrice: 4n, serviceType: 'text-to-image' },
    { model: 'zg/many', inputPrice: 7n, outputPrice: 7n, additionalInfo: multiModel },
  ].map((service, i) => ({ ...rawService, ...service, provider: numberToHex(i + 1, { size: 20 }) })),
)
const namesOf = (services: readonly { model: string }[]) => services.map(({ model }) => model.slice(3))
const list = async (options: listService.Parameters = {}) =>
  namesOf(await listService(client, { protocol: v1, fetch: refuse, ...options }))
const refuse = () => Promise.reject(new Error('nobody is asked'))

describe('from the chain alone', () => {
  test.each<[listService.Parameters, string[]]>([
    [{}, ['dear', 'cheap', 'same', 'image', 'many']],
    [{ sort: 'price' }, ['cheap', 'same', 'image', 'dear', 'many']],
    [{ type: 'text-to-image' }, ['image']],
    [{ verifiable: true, sort: 'price' }, ['cheap', 'image', 'dear', 'many']],
    [{ verifiable: false }, ['same']],
    [{ acknowledged: true }, ['dear']],
    [{ acknowledged: false, type: 'chatbot' }, ['cheap', 'same', 'many']],
    [{ maxPrice: { input: 2n, output: 1n } }, ['same']],
    [{ model: 'zg/dear' }, ['dear']],
    [{ model: 'CHEAP' }, ['cheap']],
    [{ model: 'other' }, []],
    [{ detail: false, model: 'many' }, ['many']],
  ])('%o', async (options, wanted) => {
    expect(await list(options)).toEqual(wanted)
  })

  test('a price that is none is refused before anything is asked', async () => {
    await expect(list({ maxPrice: { input: 'free' } })).rejects.toThrow('"free" is not an amount of 0G.')
  })
})

describe('with detail', () => {
  /** Each provider says that it serves what `models` lists; the status API knows the first model of all. */
  function createWeb(models: readonly object[] = [{ id: 'zg/other', canonical_id: 'canon' }]) {
    const asked: string[] = []
    const answer: typeof fetch = async (input) => {
      asked.push(String(input))
      if (!String(input).endsWith('/health')) return new Response(JSON.stringify({ data: models }))
      const provider = numberToHex(1, { size: 20 })
      return new Response(JSON.stringify({ services: [{ provider, model: 'zg/dear', status: 'warning' }] }))
    }
    return { asked, fetch: answer }
  }
  const detail = true as const

  test('providers that passed the filter are asked, and the order stays', async () => {
    const { asked, fetch } = createWeb()
    const statusUrl = 'https://status.example'
    const found = await listService(client, {
      protocol: v1,
      detail,
      fetch,
      statusUrl,
      type: 'chatbot',
      sort: 'price',
    })
    expect(namesOf(found)).toEqual(['cheap', 'same', 'dear', 'many'])
    expect(asked.filter((url) => url.endsWith('/v1/models'))).toHaveLength(4)
    expect(asked.filter((url) => url === 'https://status.example/health')).toHaveLength(1)
    expect(found.map(({ health }) => health?.status ?? null)).toEqual([null, null, 'warning', null])
    expect(found[0]?.models).toMatchObject([{ id: 'zg/other' }])
  })

  test.each([
    ['zg/other', ['many'], 1],
    ['OTHER', ['many'], 1],
    ['canon', ['many'], 1],
    ['third', [], 1],
    ['dear', ['dear'], 2],
    ['many', ['many'], 1],
  ])('a model is looked for among all of a provider with several: %s', async (model, wanted, asks) => {
    const { asked, fetch } = createWeb()
    expect(await list({ detail, fetch, model })).toEqual(wanted)
    expect(asked).toHaveLength(asks)
  })

  test('a provider with several that doesn’t answer serves what stands on chain', async () => {
    expect(await list({ detail, fetch: refuse, model: 'many' })).toEqual(['many'])
    expect(await list({ detail, fetch: refuse, model: 'other' })).toEqual([])
  })

  test.each([
    [16_661, 'https://compute-status.0g.ai/health'],
    [16_602, 'https://compute-status-testnet.0g.ai/health'],
    [31_337, undefined],
  ])('the status API of chain %i is %s', async (id, wanted) => {
    const { asked, fetch } = createWeb()
    const chain = { ...client.chain, id }
    const { contracts } = getDeployment(v1, client.chain.id)
    await listService({ ...client, chain }, { protocol: v1, contracts, detail, fetch })
    expect(asked.find((url) => url.endsWith('/health'))).toBe(wanted)
  })

  test('the status API may be left out, or stand elsewhere', async () => {
    const mainnet = { ...client, chain: { ...client.chain, id: 16_661 } }
    const { asked, fetch } = createWeb()
    await listService(mainnet, { protocol: v1, detail, fetch, statusUrl: null })
    expect(asked.some((url) => url.endsWith('/health'))).toBe(false)
    await listService(mainnet, { protocol: v1, detail, fetch, statusUrl: 'http://a.example/status/' })
    expect(asked).toContain('http://a.example/status/health')
  })
})
