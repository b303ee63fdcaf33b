import { describe, expect, test } from 'vitest'
import { rewriteAnswer } from './rewriteAnswer.js'

const id = 'chatcmpl-key'

/** Sends the text in pieces of so many bytes. */
function answerOf(text: string | Uint8Array, type: string, size = 3) {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size))
      controller.close()
    },
  })
  return rewriteAnswer(new Response(body, { status: 200, headers: { 'content-type': type, a: 'b' } }), { id })
}

describe('one document', () => {
  test.each([1, 1_000])(
    'is delivered under another id and without an aggregator, in pieces of %i bytes',
    async (size) => {
      const text = '{ "object":"é","id":"gen-1", "cost": 5,"created":1700000000 }'
      const answer = answerOf(text, 'application/json', size)
      expect([answer.status, answer.headers.get('a')]).toEqual([200, 'b'])
      expect(await answer.text()).toBe('{"created":1700000000,"id":"chatcmpl-key","object":"é"}')
    },
  )

  test.each(['{ "b":1, "a":2 }', '', 'not JSON', '[{"cost":1}]', 'null', '5'])(
    'that says nothing of that keeps its bytes: %s',
    async (text) => {
      expect(await answerOf(text, 'application/json').text()).toBe(text)
    },
  )

  test('that is no text keeps its bytes', async () => {
    const bytes = Uint8Array.of(0xff, 0xfe, 0, 1)
    expect(new Uint8Array(await answerOf(bytes, 'application/octet-stream').arrayBuffer())).toEqual(bytes)
  })
})

describe('a stream', () => {
  test.each([1, 7, 1_000])('is delivered line by line, in pieces of %i bytes', async (size) => {
    const text = [
      ': PROCESSING\n\n',
      'data: {"id":"gen-1","provider":"x","choices":[{"delta":{"content":"é: \u2028"}}]}\n\n',
      'event: ping\n',
      'data:{"b":1}\n\n',
      '  : another\n',
      'data: {"usage":{"cost":1,"total_tokens":5}}\r\n\n',
      'data: [DONE]\n\n',
    ].join('')
    expect(await answerOf(text, 'text/event-stream; charset=utf-8', size).text()).toBe(
      [
        '\n',
        'data: {"choices":[{"delta":{"content":"é: \u2028"}}],"id":"chatcmpl-key"}\n\n',
        'event: ping\n',
        'data:{"b":1}\n\n',
        'data: {"usage":{"total_tokens":5}}\n\n',
        'data: [DONE]\n\n',
      ].join(''),
    )
  })

  test('needs no line end after its last line', async () => {
    expect(await answerOf('data: {"id":"a"}', 'text/event-stream').text()).toBe(
      'data: {"id":"chatcmpl-key"}\n',
    )
    expect(await answerOf('data: [DONE]', 'text/event-stream').text()).toBe('data: [DONE]')
  })
})

test('an answer without a body stays what it is', () => {
  const answer = new Response(null, { status: 204 })
  expect(rewriteAnswer(answer, { id })).toBe(answer)
})
