import { describe, expect, test } from 'vitest'
import { readChatRequest } from './chatRequest.js'

const read = (body: string | Uint8Array<ArrayBuffer>) =>
  readChatRequest(new Request('http://127.0.0.1', { method: 'POST', body }))
const contents = (...list: unknown[]) =>
  JSON.stringify({ messages: list.map((content) => ({ role: 'user', content })) })
const prefix = ''

test('keeps the exact bytes and every field', async () => {
  const text = ' {"model":"m", "messages":[{"role":"user","content":"é"}],"stream":true,"x":1.0}\n'
  const { bytes, body } = await read(text)
  expect(new TextDecoder().decode(bytes)).toBe(text)
  expect(body).toEqual({ model: 'm', messages: [{ role: 'user', content: 'é' }], stream: true, x: 1 })
})

test.each([
  [contents('abc', 'é€😀'), 3n + 2n + 3n + 4n],
  [contents([{ type: 'text', text: 'ab' }, { type: 'image_url', image_url: 'abc' }, { text: 'é' }]), 4n],
  [contents([{ text: 5 }, null, 'abc']), 0n],
  [contents(null, undefined, 7, { text: 'abc' }), 0n],
  [contents(''), 0n],
])('counts the bytes of %s', async (text, wanted) => {
  expect((await read(text)).inputBytes).toBe(wanted)
})

describe('refuses', () => {
  test.each(['', '{', 'undefined', Uint8Array.of(0x22, 0xff, 0x22)])('what is no JSON: %s', async (body) => {
    await expect(read(body)).rejects.toThrow(`${prefix}read request body: the body is not JSON`)
  })

  test.each(['null', '5', '"messages"', '[]', '{}'])('what has no messages: %s', async (body) => {
    await expect(read(body)).rejects.toThrow(
      `${prefix}get input fee: the body is not a JSON object with messages`,
    )
  })

  test.each(['null', '{}', '[]', '"a"', '[null]', '["a"]', '[{}]', '[{"role":1}]', '[{"role":"user"},5]'])(
    'messages that are none: %s',
    async (messages) => {
      await expect(read(`{"messages":${messages}}`)).rejects.toThrow(
        `${prefix}get input fee: messages is not a list of messages with a role`,
      )
    },
  )
})
