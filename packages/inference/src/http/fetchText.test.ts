import type { RequestListener } from 'node:http'
import { NetworkError } from '@zg/core'
import { describe, expect, test } from 'vitest'
import { useServers } from '../../test/useServers.js'
import { fetchText } from './fetchText.js'

describe('reading from a provider', () => {
  const serve = useServers()

  test('gives status and text', async () => {
    const url = await serve((_, response) => response.writeHead(418).end('tëa'))
    expect(await fetchText(url, {})).toEqual({ status: 418, text: 'tëa' })
  })

  test('sends the headers given, beside its own', async () => {
    const url = await serve(({ headers: { accept, authorization } }, response) =>
      response.end(JSON.stringify({ accept, authorization })),
    )
    const read = async (headers?: Record<string, string>) =>
      JSON.parse((await fetchText(url, { headers })).text)
    expect(await read()).toEqual({ accept: 'application/json' })
    expect(await read({ Authorization: 'Bearer x' })).toEqual({
      accept: 'application/json',
      authorization: 'Bearer x',
    })
  })

  test('ends at the timeout, before and after the headers', async () => {
    const silent: RequestListener = () => undefined
    const half: RequestListener = (_, response) => {
      response.write('half')
    }
    for (const listener of [silent, half]) {
      const url = await serve(listener)
      const { host } = new URL(url)
      await expect(fetchText(url, { timeoutMs: 80 })).rejects.toThrow(
        `The provider did not answer within 80 ms (${host}).`,
      )
    }
  })

  test('follows no redirect, reads no more than 4 MiB, and names a closed port', async () => {
    const redirect = await serve((_, response) =>
      response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    )
    await expect(fetchText(redirect, {})).rejects.toMatchObject({ name: 'NetworkError', reason: 'refused' })
    const large = await serve((_, response) => response.end('x'.repeat(4 * 2 ** 20 + 1)))
    await expect(fetchText(large, {})).rejects.toMatchObject({ name: 'NetworkError', reason: 'invalid' })
    const exact = await serve((_, response) => response.end('x'.repeat(4 * 2 ** 20)))
    expect((await fetchText(exact, {})).text).toHaveLength(4 * 2 ** 20)
    await expect(fetchText('http://127.0.0.1:1', {})).rejects.toThrow(NetworkError)
  })

  test('gives the reason of a signal that aborts', async () => {
    const url = await serve(() => undefined)
    const reason = new Error('changed my mind')
    await expect(fetchText(url, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
    const controller = new AbortController()
    const attempt = fetchText(url, { signal: controller.signal })
    setTimeout(() => controller.abort(reason), 30)
    await expect(attempt).rejects.toBe(reason)
  })
})
