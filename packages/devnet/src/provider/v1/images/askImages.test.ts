import OpenAI, { toFile } from 'openai'
import { type Hex, hashMessage, recoverAddress, sha256 } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestUpstream } from '../../../../test/testUpstream.js'
import { createV1User, errorOf } from '../../../../test/v1User.js'
import { useDevnet } from '../../../vitest.js'
import type { RunningProvider } from '../../runningProvider.js'

const local = useDevnet({
  protocol: 'v1',
  providers: [{ serviceType: 'text-to-image' }, { serviceType: 'image-editing', outputPrice: 7n }],
})
const perImage = 1_000_000_000_000_000n
const hashOf = (bytes: Uint8Array) => sha256(bytes).slice(2)
const decode = (text: unknown) => new Uint8Array(Buffer.from(String(text), 'base64'))
const readSignature = async (provider: RunningProvider, key: string | null) => {
  const document = await (await fetch(`${provider.url}/v1/proxy/signature/${key}`)).json()
  const hash = hashMessage(document.text)
  const signature: Hex = document.signature
  expect(await recoverAddress({ hash, signature })).toBe(provider.signer)
  return document.text
}
const editor = (): RunningProvider => {
  const [, second] = local.devnet.providers
  if (!second) throw new Error('there are two providers')
  return second
}
/** The official client of the API that providers speak. */
const openaiFor = (url: string, bearer: string) =>
  new OpenAI({ baseURL: `${url}/v1/proxy`, apiKey: bearer.slice('Bearer '.length), maxRetries: 0 })

describe('new images', () => {
  test('come with the answer, are billed one by one, and each is signed', async () => {
    const user = await createV1User(local)
    const body = ` {"prompt":"a red cat", "n":2}`
    const reply = await user.send('/v1/proxy/images/generations', {
      authorization: await user.bearer(),
      body,
    })
    expect(reply.status).toBe(200)
    const key = reply.headers.get('zg-res-key')
    const { data } = await reply.json()
    const images = data.map(({ b64_json }: { b64_json: string }) => decode(b64_json))
    expect(await readSignature(local.provider, key)).toBe(
      `${hashOf(new TextEncoder().encode(body))}:${images.map(hashOf).join(',')}`,
    )
    expect(local.provider.requests().at(-1)).toMatchObject({
      ...{ id: '', user: user.address, requestHash: key, usage: null, fee: 2n * perImage, state: 'owed' },
    })
    expect(await user.readUnsettled()).toBe(2n * perImage)
    await local.provider.settle()
    expect(await user.readUnsettled()).toBe(0n)
  })

  test('stay at addresses of the provider for whoever wants those', async () => {
    const user = await createV1User(local)
    const openai = openaiFor(local.provider.url, await user.bearer())
    const { data: answer, response } = await openai.images
      .generate({ prompt: 'a red cat', n: 2, response_format: 'url' })
      .withResponse()
    const key = response.headers.get('zg-res-key')
    const urls = [0, 1].map((index) => `${local.provider.url}/v1/proxy/images/${key}/${index}`)
    expect(answer.data).toEqual(urls.map((url) => ({ url, revised_prompt: 'a red cat' })))
    const replies = await Promise.all(urls.map((url) => fetch(url)))
    expect(replies[0]?.headers.get('content-type')).toBe('image/png')
    expect(replies[0]?.headers.get('cache-control')).toBe('private, max-age=1200, immutable')
    const images = await Promise.all(replies.map(async (reply) => new Uint8Array(await reply.arrayBuffer())))
    expect((await readSignature(local.provider, key)).split(':')[1]).toBe(images.map(hashOf).join(','))
    const inline = await openai.images.generate({ prompt: 'a red cat', n: 2 })
    expect(inline.data?.map(({ b64_json }) => decode(b64_json))).toEqual(images)

    const head = await fetch(urls[0] ?? '', { method: 'HEAD' })
    expect(Number(head.headers.get('content-length'))).toBe(images[0]?.length)
    expect(await errorOf(await fetch(`${local.provider.url}/v1/proxy/images/${key}/2`))).toEqual({
      ...{ status: 404, error: 'image not found or expired' },
    })
    const posted = await fetch(urls[0] ?? '', { method: 'POST' })
    expect([posted.headers.get('allow'), await errorOf(posted)]).toEqual([
      ...['GET, HEAD', { status: 405, error: 'method not allowed' }],
    ])
  })

  test('that the model refuses cost nothing', async () => {
    const user = await createV1User(local)
    const body = { prompt: 'a', model: 'another' }
    const reply = await user.send('/v1/proxy/images/generations', {
      authorization: await user.bearer(),
      body,
    })
    expect(await errorOf(reply)).toEqual({
      status: 404,
      error: { message: 'The model "another" does not exist.', type: 'invalid_request_error' },
    })
    expect(reply.headers.get('zg-res-key')).toBeNull()
    expect(local.provider.requests().at(-1)).toMatchObject({ user: user.address, state: 'failed', fee: null })
  })

  test('in an impossible number, without a session, or without money are refused', async () => {
    const user = await createV1User(local, { share: null })
    const path = '/v1/proxy/images/generations'
    const authorization = await user.bearer()
    expect(await errorOf(await user.send(path, { authorization, body: { prompt: 'a', n: 0 } }))).toEqual({
      ...{ status: 400, error: 'get text-to-image steps: n must be a whole number from 1 to 10' },
    })
    expect((await errorOf(await user.send(path, { body: { prompt: 'a' } }))).error).toMatch(
      /^validate session: /,
    )
    expect((await errorOf(await user.send(path, { authorization, body: { prompt: 'a' } }))).error).toMatch(
      /^validate request: get account from contract, account not exist/,
    )
  })
})

describe('edited images', () => {
  test('are made from a form, and paid by its number', async () => {
    const user = await createV1User(local, { target: editor() })
    const openai = openaiFor(editor().url, await user.bearer())
    const image = await toFile(Uint8Array.of(1, 2, 3), 'cat.png', { type: 'image/png' })
    const { data: answer, response } = await openai.images
      .edit({ image, prompt: 'make it blue', n: 3 })
      .withResponse()
    const images = answer.data?.map(({ b64_json }) => decode(b64_json)) ?? []
    expect(images).toHaveLength(3)
    const text = await readSignature(editor(), response.headers.get('zg-res-key'))
    expect(text.split(':')[1]).toBe(images.map(hashOf).join(','))
    expect(editor().requests().at(-1)).toMatchObject({ user: user.address, fee: 21n })
  })

  test('are made from JSON', async () => {
    const user = await createV1User(local, { target: editor() })
    const body = { image: 'AQID', prompt: 'make it blue' }
    const reply = await user.send('/v1/proxy/images/edits', { authorization: await user.bearer(), body })
    expect((await reply.json()).data).toHaveLength(1)
    expect(editor().requests().at(-1)).toMatchObject({ user: user.address, fee: 7n })
  })
})

test('a provider answers for its own service alone', async () => {
  const user = await createV1User(local)
  const authorization = await user.bearer()
  for (const path of ['/chat/completions', '/images/edits', '/audio/transcriptions', '/videos']) {
    const reply = await user.send(`/v1/proxy${path}`, { authorization, body: {} })
    expect(await errorOf(reply)).toEqual({
      ...{ status: 400, error: 'unsupported endpoint: endpoint not supported' },
    })
  }
})

describe('with a server behind it', () => {
  let upstream: Awaited<ReturnType<typeof startTestUpstream>> | undefined
  let answer: () => Response = () => Response.json({})
  beforeAll(async () => {
    upstream = await startTestUpstream(() => answer())
  })
  afterAll(() => upstream?.stop())
  const behind = useDevnet({
    protocol: 'v1',
    providers: [{ serviceType: 'text-to-image', outputPrice: 5n }],
    get upstream() {
      return upstream?.url
    },
  })
  const generate = async (body: object) => {
    const user = await createV1User(behind)
    return user.send('/v1/proxy/images/generations', { authorization: await user.bearer(), body })
  }

  test('the images themselves are asked for, without anything that pays here', async () => {
    answer = () => Response.json({ created: 5, data: [{ b64_json: 'AQID', url: 'http://inside' }] })
    const body = { prompt: 'a', n: 1, response_format: 'url' }
    const reply = await generate(body)
    const key = reply.headers.get('zg-res-key')
    expect(await reply.json()).toEqual({
      ...{ created: 5, data: [{ url: `${behind.provider.url}/v1/proxy/images/${key}/0` }] },
    })
    const [asked] = upstream?.received.slice(-1) ?? []
    expect(asked).toMatchObject({ method: 'POST', path: '/images/generations?wait=true' })
    expect(asked?.headers.authorization).toBeUndefined()
    expect(JSON.parse(String(asked?.body))).toEqual({ ...body, response_format: 'b64_json' })
    expect(await readSignature(behind.provider, key)).toBe(
      `${hashOf(new TextEncoder().encode(JSON.stringify(body)))}:${hashOf(Uint8Array.of(1, 2, 3))}`,
    )
  })

  test('an answer without images is passed on whole and signed whole, but for who wants addresses', async () => {
    const text = '{"created":5,"data":[{"url":"http://inside/1"}]}'
    answer = () => new Response(text, { headers: { 'content-type': 'application/json' } })
    const reply = await generate({ prompt: 'a' })
    expect(await reply.text()).toBe(text)
    const signed = await readSignature(behind.provider, reply.headers.get('zg-res-key'))
    expect(signed.split(':')[1]).toBe(hashOf(new TextEncoder().encode(text)))

    expect(await errorOf(await generate({ prompt: 'a', response_format: 'url' }))).toEqual({
      status: 400,
      error:
        'image response for response_format=url: provider returned non-b64 image response, refusing to forward (may contain LAN-private URLs)',
    })
    expect(behind.provider.requests().at(-1)).toMatchObject({ state: 'failed', fee: null })
  })
})
