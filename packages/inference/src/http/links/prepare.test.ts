import { bytesToUtf8, utf8ToBytes } from '@zg/core'
import { expect, test } from 'vitest'
import type { Outgoing } from './link.js'
import { prepare } from './prepare.js'

const model = 'the/model'
const addNothing = (fields: Readonly<Record<string, unknown>>) => fields

async function prepared(text: string, addLimits = addNothing, path = '/v1/proxy/chat/completions') {
  const sent: Outgoing[] = []
  const link = prepare({ model, addLimits })(async (request) => {
    sent.push(request)
    return { aborted: { reason: null, mayBeBilled: false } }
  })
  const fields: Outgoing['fields'] = JSON.parse(text)
  const body = new Uint8Array(utf8ToBytes(text))
  await link({
    ...{ method: 'POST', path, headers: {}, body, fields, signal: undefined },
    beforeSend: async () => undefined,
  })
  return bytesToUtf8(sent[0]?.body ?? new Uint8Array())
}

test.each([
  ['{"messages":[]}', '{"model":"the/model","messages":[]}'],
  ['{"model":null,"messages":[]}', '{"model":"the/model","messages":[]}'],
  ['{"model":"x","stream":true}', '{"model":"x","stream":true,"stream_options":{"include_usage":true}}'],
  [
    '{"model":"x","stream":true,"stream_options":{"other":1}}',
    '{"model":"x","stream":true,"stream_options":{"other":1,"include_usage":true}}',
  ],
  [
    '{"model":"x","stream":true,"stream_options":null}',
    '{"model":"x","stream":true,"stream_options":{"include_usage":true}}',
  ],
])('%s becomes %s', async (text, expected) => {
  expect(await prepared(text)).toBe(expected)
})

test.each([
  '{ "model": "x",  "seed": 12345678901234567890, "temperature": 1.0 }',
  '{"model":"x","stream":true,"stream_options":{"include_usage":false}}',
  '{"model":"x","stream":false}',
])('%s keeps its bytes', async (text) => {
  expect(await prepared(text)).toBe(text)
})

test('a limit is written in', async () => {
  const addLimits = (fields: Readonly<Record<string, unknown>>) => ({ ...fields, max_tokens: 7 })
  expect(await prepared('{"model":"x"}', addLimits)).toBe('{"model":"x","max_tokens":7}')
})

test('what asks for no chat keeps its bytes', async () => {
  expect(await prepared('{"prompt":"a cat"}', addNothing, '/v1/proxy/images/generations')).toBe(
    '{"prompt":"a cat"}',
  )
})
