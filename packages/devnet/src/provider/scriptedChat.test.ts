import { describe, expect, test } from 'vitest'
import { createScriptedChat } from './scriptedChat.js'

const ask = createScriptedChat({ model: 'm', now: () => 1_700_000_000_999 })
const messages = [{ role: 'user', content: 'What is 2+2?' }]
const json = async (body: object) => {
  const reply = await ask({ model: 'm', messages, ...body })
  return { status: reply.status, body: await reply.json() }
}
const head = { id: expect.stringMatching(/^chatcmpl-[0-9a-f-]{36}$/), created: 1_700_000_000, model: 'm' }

test('answers as one document', async () => {
  expect(await json({ stream: false, n: 1, max_tokens: null })).toEqual({
    status: 200,
    body: {
      ...head,
      object: 'chat.completion',
      choices: [{ index: 0, message: { role: 'assistant', content: '2 + 2 = 4.' }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 14, completion_tokens: 8, total_tokens: 22 },
    },
  })
})

test.each([{ max_tokens: 3 }, { max_completion_tokens: 3 }, { max_completion_tokens: 3, max_tokens: 9 }])(
  'keeps within %j',
  async (limit) => {
    const { body } = await json(limit)
    expect(body.choices[0]).toMatchObject({ finish_reason: 'length', message: { content: '2 + ' } })
    expect(body.usage.completion_tokens).toBe(3)
  },
)

test.each([
  [{ stream_options: { include_usage: true } }, true],
  [{ stream_options: { include_usage: false } }, false],
  [{ stream_options: null }, false],
  [{}, false],
])('answers as a stream, with %j', async (options, withUsage) => {
  const reply = await ask({ model: 'm', messages, stream: true, ...options })
  expect(reply.headers.get('content-type')).toBe('text/event-stream')
  const events = (await reply.text()).split('\n\n')
  expect(events.slice(-2)).toEqual(['data: [DONE]', ''])
  const chunks = events.slice(0, -2).map((event) => JSON.parse(event.replace(/^data: /, '')))
  const { id } = chunks[0]
  const choice = (delta: object, finish_reason: string | null) => ({
    ...head,
    id,
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta, finish_reason }],
  })
  expect(chunks).toEqual([
    choice({ role: 'assistant', content: '' }, null),
    ...['2', ' +', ' 2', ' =', ' 4.'].map((content) => choice({ content }, null)),
    choice({}, 'stop'),
    ...(withUsage
      ? [
          {
            ...choice({}, null),
            choices: [],
            usage: { prompt_tokens: 14, completion_tokens: 8, total_tokens: 22 },
          },
        ]
      : []),
  ])
})

describe('complains about', () => {
  test.each([
    [{ model: 'x' }, 404, 'The model "x" does not exist.'],
    [{ n: 2 }, 400, '`n` must be 1.'],
    [{ max_tokens: 0 }, 400, '`max_tokens` must be a whole number from 1.'],
    [{ max_tokens: -1 }, 400, '`max_tokens` must be a whole number from 1.'],
    [{ max_tokens: 1.5 }, 400, '`max_tokens` must be a whole number from 1.'],
    [{ max_completion_tokens: '9' }, 400, '`max_tokens` must be a whole number from 1.'],
  ])('%j', async (change, status, message) => {
    expect(await json(change)).toEqual({
      status,
      body: { error: { message, type: 'invalid_request_error' } },
    })
  })
})
