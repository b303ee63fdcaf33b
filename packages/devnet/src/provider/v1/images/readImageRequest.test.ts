import { describe, expect, test } from 'vitest'
import { readForm } from '../readForm.js'
import { readImageRequest } from './readImageRequest.js'

const encode = (text: string) => new TextEncoder().encode(text)
const decode = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(bytes))
const json = (value: unknown) => ({ bytes: encode(JSON.stringify(value)), contentType: 'application/json' })

async function form(fields: Record<string, string | Blob>) {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.set(name, value)
  const body = new Response(data)
  return {
    bytes: new Uint8Array(await body.arrayBuffer()),
    contentType: body.headers.get('content-type'),
  }
}

describe.each(['text-to-image', 'image-editing'] as const)('JSON for %s', (type) => {
  test.each([
    [{ prompt: 'a cat' }, 1, false],
    [{ prompt: 'a cat', n: null }, 1, false],
    [{ prompt: 'a cat', n: 10, response_format: 'url' }, 10, true],
    [{ prompt: 'a cat', n: 2, response_format: 'other' }, 2, false],
  ])('%j is read, and the images themselves are asked for', async (body, count, wantsUrls) => {
    const request = json(body)
    const read = await readImageRequest(request, type)
    expect(read).toMatchObject({ type, bytes: request.bytes, count, wantsUrls })
    expect(read.forward.contentType).toBe('application/json')
    expect(decode(read.forward.body)).toEqual({ ...body, response_format: 'b64_json' })
  })

  test('that asks for them already goes on as it is', async () => {
    const bytes = encode(' {"response_format": "b64_json", "prompt":"a"}')
    const { forward } = await readImageRequest({ bytes, contentType: null }, type)
    expect(forward.body).toBe(bytes)
  })

  test.each([{ n: 0 }, { n: -1 }, { n: 11 }, { n: 1.5 }, { n: '2' }, { n: true }])(
    'with %j is refused',
    async (body) => {
      const context = type === 'text-to-image' ? 'get text-to-image steps' : 'get image-editing parameters'
      await expect(readImageRequest(json(body), type)).rejects.toThrow(
        `${context}: n must be a whole number from 1 to 10`,
      )
    },
  )

  test.each(['', 'nothing', '[]', 'null', '"text"'])('%s is refused', async (text) => {
    const request = { bytes: encode(text), contentType: 'application/json' }
    await expect(readImageRequest(request, type)).rejects.toThrow('failed to unmarshal request body')
  })
})

describe('a form', () => {
  const image = new Blob([Uint8Array.of(0, 1, 0xff)], { type: 'image/png' })

  test('for edits is read, and goes on with its files', async () => {
    const request = await form({ image, prompt: 'blue', n: '3', response_format: 'url' })
    const { bytes, count, wantsUrls, forward } = await readImageRequest(request, 'image-editing')
    expect({ bytes, count, wantsUrls }).toEqual({ bytes: request.bytes, count: 3, wantsUrls: true })
    const sent = await readForm(forward.body, forward.contentType)
    expect([sent.get('prompt'), sent.get('n'), sent.get('response_format')]).toEqual([
      'blue',
      '3',
      'b64_json',
    ])
    const file = sent.get('image')
    expect(file instanceof Blob && new Uint8Array(await file.arrayBuffer())).toEqual(
      Uint8Array.of(0, 1, 0xff),
    )
  })

  test('without a number asks for one', async () => {
    const { count, wantsUrls } = await readImageRequest(
      await form({ image, prompt: 'blue' }),
      'image-editing',
    )
    expect({ count, wantsUrls }).toEqual({ count: 1, wantsUrls: false })
  })

  test.each(['', '0', '11', '1.5', '-1', 'two', '1e0', ' 1'])('with n "%s" is refused', async (n) => {
    await expect(readImageRequest(await form({ image, n }), 'image-editing')).rejects.toThrow(
      'get image-editing parameters: n must be a whole number from 1 to 10',
    )
  })

  test('whose bytes hold no such form is refused', async () => {
    const { bytes } = await form({ image })
    const contentType = 'multipart/form-data; boundary=another'
    await expect(readImageRequest({ bytes, contentType }, 'image-editing')).rejects.toThrow(
      'get image-editing parameters: failed to parse the form',
    )
  })

  test('for new images is refused: they take JSON', async () => {
    await expect(readImageRequest(await form({ prompt: 'a' }), 'text-to-image')).rejects.toThrow(
      'get text-to-image steps: failed to unmarshal request body',
    )
  })
})
