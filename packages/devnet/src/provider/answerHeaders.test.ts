import { expect, test } from 'vitest'
import { answerHeaders } from './answerHeaders.js'

test("passes the model's headers on, but for those of its connection", () => {
  const passed = answerHeaders(
    new Headers({
      'Content-Type': 'text/event-stream',
      'X-Request-Id': 'a',
      'Cache-Control': 'no-cache',
      'Content-Length': '5',
      'Content-Encoding': 'gzip',
      'Transfer-Encoding': 'chunked',
      Connection: 'keep-alive',
      'Keep-Alive': 'timeout=5',
      'Set-Cookie': 'a=b',
      Provider: '0x1',
      'Access-Control-Allow-Origin': 'https://example.com',
    }),
  )
  expect(Object.fromEntries(passed)).toEqual({
    'content-type': 'text/event-stream',
    'x-request-id': 'a',
    'cache-control': 'no-cache',
  })
})

test('says JSON where the model says nothing', () => {
  expect(Object.fromEntries(answerHeaders(new Headers()))).toEqual({ 'content-type': 'application/json' })
})
