import { v1 } from '@zg/contracts'
import { BaseError } from '@zg/core'
import { describe, expect, test } from 'vitest'
import { createService } from '../../test/createService.js'
import { useServers } from '../../test/useServers.js'
import { addDetail } from './addDetail.js'

const serve = useServers()
const provider = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'
const models = JSON.stringify({ object: 'list', data: [{ id: 'zg/scripted-7b' }, { id: 'other' }] })
const metric = { provider, model: 'zg/scripted-7b', status: 'healthy', checks: { uptime: 99 } }
const health = JSON.stringify({ services: [metric, { ...metric, model: 'other', status: 'critical' }] })

const add = async (url: string, options: Partial<Parameters<typeof addDetail>[1]> = {}) => {
  const services = [createService({ url })]
  const [first] = await addDetail(services, { protocol: v1, statusUrl: null, ...options })
  return first
}

describe('what providers and status API say', () => {
  test('stands beside each service and model', async () => {
    const asked: string[] = []
    const url = await serve(({ url = '', method, headers }, response) => {
      asked.push(`${method} ${url}`)
      expect(headers.authorization).toBeUndefined()
      response.end(url.endsWith('/health') ? health : models)
    })
    const service = await add(`${url}/base/`, { statusUrl: `${url}/` })
    expect(asked.sort()).toEqual(['GET /base/v1/models', 'GET /health'])
    expect(service).toMatchObject({
      provider,
      model: 'zg/scripted-7b',
      models: [
        { id: 'zg/scripted-7b', health: { status: 'healthy' } },
        { id: 'other', health: { status: 'critical' } },
      ],
      health: { status: 'healthy', uptime: 99 },
      missing: { models: null, health: null },
    })
  })

  test('of nothing is nothing, and nobody is asked', async () => {
    const fetch = () => Promise.reject(new Error('asked'))
    expect(await addDetail([], { protocol: v1, statusUrl: null, fetch })).toEqual([])
  })
})

describe('a provider that doesn’t say is missing', () => {
  const big = JSON.stringify({ data: [], pad: 'x'.repeat(4 * 2 ** 20) })
  test('refusing', async () => {
    const url = await serve((_, response) => response.writeHead(404).end('not here'))
    const service = await add(url)
    expect(service?.models).toBeNull()
    expect(service?.missing.models).toBe(`Provider ${provider} refused the request (404).`)
  })

  test.each([
    ['<html>', 'answered is no list of models: it has no data'],
    ['{"data":5}', 'answered is no list of models: it has no data'],
    [big, 'answered with something else than this protocol'],
  ])('answering %.12s', async (body, reason) => {
    const url = await serve((_, response) => response.end(body))
    const service = await add(url)
    expect(service?.models).toBeNull()
    expect(service?.missing.models).toContain(reason)
  })

  test('hanging', async () => {
    const url = await serve(() => undefined)
    const service = await add(url, { timeoutMs: 80 })
    expect(service?.missing.models).toBe(`The provider did not answer within 80 ms (${new URL(url).host}).`)
  })

  test('sending elsewhere, and nobody goes there', async () => {
    let visits = 0
    const elsewhere = await serve((_, response) => {
      visits += 1
      response.end(models)
    })
    const url = await serve((_, response) => response.writeHead(302, { location: elsewhere }).end())
    const service = await add(url)
    expect(service?.missing.models).toBe(`The provider could not be reached (${new URL(url).host}).`)
    expect(visits).toBe(0)
  })

  test.each(['ftp://a.example', 'nonsense', 'http://user:secret@a.example'])('at %s', async (url) => {
    const service = await add(url, { fetch: () => Promise.reject(new Error('asked')) })
    expect(service?.missing.models).toContain("can't be used")
    expect(service?.missing.models).not.toContain('secret')
  })
})

describe('a status API that doesn’t say leaves health null', () => {
  const fetchOf =
    (status: number, body: string): typeof fetch =>
    async (input) =>
      String(input).endsWith('/health') ? new Response(body, { status }) : new Response(models)
  test.each([
    [503, health, 'The status API answered with something else than this protocol (status.example).'],
    [200, '<html>', 'The status API answered with something else than this protocol (status.example).'],
    [200, '{"services":[]}', 'the status API does not know it'],
  ])('%i %.12s', async (status, body, reason) => {
    const options = { statusUrl: 'https://status.example', fetch: fetchOf(status, body) }
    expect(await add('http://a.example', options)).toMatchObject({
      health: null,
      models: [{ health: null }, { health: null }],
      missing: { models: null, health: reason },
    })
  })

  test('where there is none', async () => {
    expect(await add('http://a.example', { fetch: fetchOf(200, health) })).toMatchObject({
      health: null,
      missing: { health: 'this network has no status API' },
    })
  })

  test('where it can’t be reached', async () => {
    const url = await serve(() => undefined)
    const service = await add(url, { statusUrl: url, timeoutMs: 80 })
    expect(service?.missing.health).toBe(`The status API did not answer within 80 ms (${new URL(url).host}).`)
  })
})

test('at most 16 providers are asked at once, and each keeps its own answer', async () => {
  let running = 0
  let most = 0
  const answer: typeof fetch = async (input) => {
    running += 1
    most = Math.max(most, running)
    await new Promise((resolve) => setTimeout(resolve, 2))
    running -= 1
    return new Response(JSON.stringify({ data: [{ id: new URL(String(input)).host }] }))
  }
  const services = Array.from({ length: 40 }, (_, i) => createService({ url: `http://p${i}.example` }))
  const detailed = await addDetail(services, { protocol: v1, statusUrl: null, fetch: answer })
  expect(most).toBe(16)
  expect(detailed.map((service) => service.models?.[0]?.id)).toEqual(services.map((_, i) => `p${i}.example`))
})

test('the signal ends it with its reason, whatever that is', async () => {
  const url = await serve(() => undefined)
  const controller = new AbortController()
  const attempt = add(url, { statusUrl: url, signal: controller.signal })
  // It looks like the failure of a server, but is the caller's own.
  const reason = new BaseError('enough')
  setTimeout(() => controller.abort(reason), 20)
  await expect(attempt).rejects.toBe(reason)
})

test('a fault of ours is thrown', async () => {
  const url = await serve((_, response) => response.writeHead(404).end())
  const classify = () => {
    throw new Error('ours')
  }
  await expect(add(url, { protocol: { ...v1, classify } })).rejects.toThrow('ours')
})
