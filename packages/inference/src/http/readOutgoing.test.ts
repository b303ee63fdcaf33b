import { bytesToUtf8 } from '@zg/core'
import { describe, expect, test } from 'vitest'
import { readOutgoing } from './readOutgoing.js'

const root = 'https://provider.example:8443/gpu'
const url = `${root}/v1/proxy/chat/completions`
const body = '{"messages":[]}'
const post = { method: 'POST', body }

describe('every form of a request', () => {
  const stream = () => new Blob([body]).stream()
  test.each([
    ['text', url, post],
    ['a URL', new URL(url), post],
    ['a Request', new Request(url, post), undefined],
    ['a Request and its body', new Request(url), post],
    ['bytes', url, { method: 'POST', body: new TextEncoder().encode(body) }],
    ['a Blob', url, { method: 'POST', body: new Blob([body]) }],
    ['a stream', url, { method: 'POST', body: stream() }],
  ] as const)('%s', async (_, input, init) => {
    const { method, path, body: bytes, fields } = await readOutgoing(input, init, root)
    expect([method, path, fields]).toEqual(['POST', '/v1/proxy/chat/completions', { messages: [] }])
    expect(bytesToUtf8(bytes ?? new Uint8Array())).toBe(body)
  })

  test('a form', async () => {
    const form = new FormData()
    form.set('n', '2')
    form.set('image', new Blob(['png']), 'cat.png')
    const {
      body: bytes,
      headers,
      fields,
    } = await readOutgoing(`${root}/v1/proxy/images/edits`, { method: 'POST', body: form }, root)
    expect(fields).toBeNull()
    const read = await new Response(bytes, {
      headers: { 'content-type': headers['content-type'] ?? '' },
    }).formData()
    expect([read.get('n'), read.has('image')]).toEqual(['2', true])
  })

  test('without a body', async () => {
    const asked = await readOutgoing(`${root}/v1/async/jobs/7?a=b`, undefined, root)
    expect(asked).toMatchObject({ method: 'GET', path: '/v1/async/jobs/7?a=b', body: null, fields: null })
  })
})

test('of the caller’s headers two go on', async () => {
  const headers = {
    'content-type': 'application/json',
    accept: 'text/event-stream',
    authorization: 'Bearer mine',
  }
  const more = {
    cookie: 'a=b',
    'x-api-key': 'mine',
    address: '0x1',
    'x-stainless-os': 'Linux',
    'x-request-hash': 'f',
  }
  const asked = await readOutgoing(url, { ...post, headers: { ...headers, ...more } }, root)
  expect(asked.headers).toEqual({
    ...{ 'content-type': 'application/json', accept: 'text/event-stream' },
    'accept-encoding': 'identity',
  })
})

test.each([
  'https://provider.example/gpu/v1/proxy/chat/completions',
  'http://provider.example:8443/gpu/v1/proxy/chat/completions',
  'https://provider.example:8443/v1/proxy/chat/completions',
  `${root}/v1/proxyx/chat/completions`,
  `${root}/v1/proxy/../../admin`,
  `${root}/v1/proxy/%2e%2e/%2e%2e/admin`,
  `${root}/v1/quote`,
  'https://evil.example/gpu/v1/proxy/chat/completions',
])('%s is somebody else’s', async (address) => {
  await expect(readOutgoing(address, post, root)).rejects.toMatchObject({
    ...{ name: 'ForeignUrlError', message: expect.not.stringContaining('?') },
  })
})

test('a URL with credentials is none for fetch itself', async () => {
  const address = 'https://provider.example:8443@evil.example/gpu/v1/proxy/chat/completions'
  await expect(readOutgoing(address, post, root)).rejects.toThrow(TypeError)
})

test.each(['not json', '[]', '"text"', '7', 'null'])('a body %j has no fields', async (text) => {
  expect((await readOutgoing(url, { method: 'POST', body: text }, root)).fields).toBeNull()
})

test('bytes that are no text have no fields', async () => {
  const bytes = Uint8Array.of(0xff, 0xfe)
  const init = { method: 'POST', body: bytes, headers: { 'content-type': 'application/json' } }
  expect(await readOutgoing(url, init, root)).toMatchObject({ fields: null, body: bytes })
})
