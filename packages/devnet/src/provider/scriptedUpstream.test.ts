import { expect, test } from 'vitest'
import { createScriptedUpstream } from './scriptedUpstream.js'
import { jsonRequest } from './upstream.js'

const upstream = createScriptedUpstream({ model: 'm', now: () => 0 })

test('serves chats', async () => {
  const messages = [{ role: 'user', content: 'What is 2+2?' }]
  const reply = await upstream(jsonRequest('/chat/completions', { model: 'm', messages }))
  expect((await reply.json()).choices[0].message.content).toBe('2 + 2 = 4.')
})

test.each([
  ['GET', '/chat/completions'],
  ['POST', '/messages'],
])('and not %s %s', async (method, path) => {
  const reply = await upstream({ method, path, contentType: null, body: null })
  expect(reply.status).toBe(404)
  expect(await reply.json()).toEqual({
    error: { message: `The scripted model does not serve ${path}.`, type: 'invalid_request_error' },
  })
})
