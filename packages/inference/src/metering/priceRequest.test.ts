import { utf8ToBytes } from '@zg/core'
import { describe, expect, test } from 'vitest'
import { createService } from '../../test/createService.js'
import type { Ending } from '../http/links/link.js'
import { feeOf, isBilled, worstFee } from './priceRequest.js'

const service = createService({ inputPrice: 3n, outputPrice: 5n })
const unreadable = createService({ additionalInfo: '{"tieredPricing":7}' })
const chat = '/v1/proxy/chat/completions'
const jsonOf = (path: string, fields: Readonly<Record<string, unknown>>) => ({
  ...{ method: 'POST', path, headers: { 'content-type': 'application/json' }, fields },
  body: new Uint8Array(utf8ToBytes(JSON.stringify(fields))),
})
async function formOf(path: string, fields: Readonly<Record<string, string>>) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  const response = new Response(form)
  const headers = { 'content-type': response.headers.get('content-type') ?? '' }
  return { method: 'POST', path, headers, fields: null, body: new Uint8Array(await response.arrayBuffer()) }
}
const ended = (usage: Ending['usage'], how: Ending['how'] = 'complete'): Ending => ({ how, usage })

describe('the worst case', () => {
  test('of a chat is every byte, 64 tokens a message, and the whole answer', async () => {
    const request = jsonOf(chat, { messages: [{ role: 'user', content: 'Hi' }], max_tokens: 10 })
    expect(await worstFee(request, service, {})).toBe(BigInt(request.body.length + 64) * 3n + 50n)
  })

  test.each(['/v1/proxy/images/generations', '/v1/async/images/generations', '/v1/proxy/images/edits?x=1'])(
    'of %s is the price of each image',
    async (path) => {
      expect(await worstFee(jsonOf(path, { n: 4 }), service, {})).toBe(20n)
      expect(await worstFee(jsonOf(path, {}), service, {})).toBe(5n)
      expect(await worstFee(jsonOf(path, { n: null }), service, {})).toBe(5n)
      expect(await worstFee(await formOf(path, { n: '3' }), service, {})).toBe(15n)
      expect(await worstFee(await formOf(path, { prompt: 'a cat' }), service, {})).toBe(5n)
    },
  )

  test('of no image at all is that of one, since providers may draw it', async () => {
    const path = '/v1/proxy/images/generations'
    for (const n of [0, '0', '']) expect(await worstFee(jsonOf(path, { n }), service, {})).toBe(5n)
  })

  test('of a form that counts its images several times is the most', async () => {
    const form = new FormData()
    for (const n of ['1', '9', '2']) form.append('n', n)
    const response = new Response(form)
    const type = response.headers.get('content-type') ?? ''
    const body = new Uint8Array(await response.arrayBuffer())
    const request = { method: 'POST', path: '/v1/proxy/images/edits', fields: null, body }
    expect(await worstFee({ ...request, headers: { 'content-type': type } }, service, {})).toBe(45n)
  })

  test.each(['multipart/form-data; boundary=x', 'multipart/form-data', 'application/octet-stream', ''])(
    'of images in a body of type %j that can’t be read is unknown',
    async (type) => {
      const body = new Uint8Array(utf8ToBytes('{"n":100'))
      const path = '/v1/proxy/images/edits'
      const request = { method: 'POST', path, fields: null, body, headers: { 'content-type': type } }
      await expect(worstFee(request, service, {})).rejects.toMatchObject({ name: 'UnboundedRequestError' })
      expect(await feeOf(request, ended(null), service)).toBeNull()
    },
  )

  test.each([{ n: -1 }, { n: 1.5 }, { n: '2 cats' }, { n: [] }])('of %j images is none', async (fields) => {
    const attempt = worstFee(jsonOf('/v1/proxy/images/generations', fields), service, {})
    await expect(attempt).rejects.toMatchObject({ name: 'InvalidCountError' })
  })

  test('of a transcription is what the policy says', async () => {
    const request = await formOf('/v1/proxy/audio/transcriptions', {})
    expect(await worstFee(request, service, { maxAudioFee: 7n })).toBe(7n)
    await expect(worstFee(request, service, {})).rejects.toMatchObject({ name: 'UnboundedRequestError' })
  })

  test.each([
    '/v1/proxy/v1/chat/completions',
    '/v1/proxy/chat/completions/',
    '/v1/proxy/messages',
    '/v1/proxy/videos',
  ])('of %s is unknown', async (path) => {
    const attempt = worstFee(jsonOf(path, { messages: [], max_tokens: 1 }), service, {})
    await expect(attempt).rejects.toMatchObject({ name: 'UnboundedRequestError' })
  })

  test('of a chat that is no JSON is unknown', async () => {
    const request = { ...jsonOf(chat, {}), fields: null }
    await expect(worstFee(request, service, {})).rejects.toMatchObject({ name: 'UnboundedRequestError' })
  })
})

describe('the fee', () => {
  const request = jsonOf(chat, {})

  test('of a chat follows its usage, however it ended', async () => {
    const usage = { prompt_tokens: 2, completion_tokens: 4 }
    expect(await feeOf(request, ended(usage), service)).toBe(26n)
    expect(await feeOf(request, ended(usage, 'cut'), service)).toBe(26n)
  })

  test.each([
    null,
    {},
    { prompt_tokens: 2 },
    { prompt_tokens: '2', completion_tokens: 4 },
    { prompt_tokens: -2, completion_tokens: 4 },
    { prompt_tokens: 0.5, completion_tokens: 4 },
  ])('of a chat with usage %j is unknown', async (usage) => {
    expect(await feeOf(request, ended(usage), service)).toBeNull()
  })

  test('of a service whose prices can’t be read is unknown', async () => {
    expect(await feeOf(request, ended({ prompt_tokens: 2, completion_tokens: 4 }), unreadable)).toBeNull()
  })

  test('of images is their number, when they all came', async () => {
    const images = jsonOf('/v1/proxy/images/generations', { n: 2 })
    expect(await feeOf(images, ended(null), service)).toBe(10n)
    expect(await feeOf(images, ended(null, 'left'), service)).toBeNull()
  })

  test('of a transcription follows tokens or seconds', async () => {
    const sound = await formOf('/v1/proxy/audio/transcriptions', {})
    expect(await feeOf(sound, ended({ input_tokens: 2, output_tokens: 1 }), service)).toBe(11n)
    expect(await feeOf(sound, ended({ type: 'duration', seconds: 1.6 }), service)).toBe(6n)
    expect(await feeOf(sound, ended({ type: 'duration' }), service)).toBeNull()
  })

  test('of anything else is unknown', async () => {
    expect(await feeOf(jsonOf('/v1/proxy/videos', {}), ended({ seconds: 1 }), service)).toBeNull()
  })
})

test('what is only read costs nothing', () => {
  expect(['GET', 'HEAD', 'POST', 'PUT'].map((method) => isBilled({ method }))).toEqual([
    false,
    false,
    true,
    true,
  ])
})
