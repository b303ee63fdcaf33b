import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestUpstream } from '../../../test/testUpstream.js'
import { createUpstream, type Upstream } from '../upstream.js'
import { passOn } from './passOn.js'

let server: Awaited<ReturnType<typeof startTestUpstream>>
let upstream: Upstream
beforeAll(async () => {
  server = await startTestUpstream(
    () => new Response('as it is', { status: 418, headers: { provider: 'me', 'x-own': 'yes' } }),
  )
  upstream = createUpstream(server.url, { signal: new AbortController().signal })
})
afterAll(() => server.stop())

describe('what nobody pays for', () => {
  test.each([
    ['/v1/proxy/attestation/Report?model=a%2Fb&nonce=1', '/attestation/Report?model=a%2Fb&nonce=1'],
    ['/V1/Proxy/v1/videos/Id-1', '/videos/Id-1'],
    ['/v1/proxy/videos/v1/x', '/videos/v1/x'],
  ])('%s goes on as %s, without what pays here', async (path, expected) => {
    const headers = { authorization: 'Bearer app-sk-secret', cookie: 'a=b' }
    const reply = await passOn(new Request(`http://provider.example${path}`, { headers }), upstream)
    const received = server.received.at(-1)
    expect([received?.method, received?.path, received?.body.length]).toEqual(['GET', expected, 0])
    expect(received?.headers).not.toHaveProperty('authorization')
    expect(received?.headers).not.toHaveProperty('cookie')
    expect([reply.status, await reply.text()]).toEqual([418, 'as it is'])
    expect([reply.headers.get('x-own'), reply.headers.get('provider')]).toEqual(['yes', null])
    // The provider adds its own.
    reply.headers.set('provider', 'x')
  })

  test('takes its body and its type along', async () => {
    const request = new Request('http://provider.example/v1/proxy/videos/1', {
      ...{ method: 'POST', body: '{ "a": 1 }', headers: { 'content-type': 'application/x-own' } },
    })
    await passOn(request, upstream)
    const received = server.received.at(-1)
    expect([received?.method, received?.body.toString()]).toEqual(['POST', '{ "a": 1 }'])
    expect(received?.headers['content-type']).toBe('application/x-own')
  })

  test('says so when the model can not be reached', async () => {
    const away: Upstream = () => Promise.reject(new Error('gone'))
    const request = new Request('http://provider.example/v1/proxy/videos/1')
    await expect(passOn(request, away)).rejects.toMatchObject({
      ...{ name: 'ProviderRejection', status: 400, stage: 'response' },
      message: 'call proxied service: gone',
    })
  })
})
