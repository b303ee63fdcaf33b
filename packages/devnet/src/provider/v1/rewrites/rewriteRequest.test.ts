import { expect, test } from 'vitest'
import { rewriteRequest } from './rewriteRequest.js'

const model = 'zg/one'

function rewrite(body: Record<string, unknown>) {
  const text = ` ${JSON.stringify(body)}`
  const request = { bytes: new TextEncoder().encode(text), body }
  return { text, written: new TextDecoder().decode(rewriteRequest(request, model)) }
}

test.each([
  { model },
  { model, stream: false },
  { model, stream: true, stream_options: { include_usage: true } },
  // Whoever wants none gets none.
  { model, stream: true, stream_options: { include_usage: false } },
])('%j keeps its bytes', (body) => {
  const { written, text } = rewrite(body)
  expect(written).toBe(text)
})

test.each([
  [{ messages: '<b>' }, '{"messages":"\\u003cb\\u003e","model":"zg/one"}'],
  [{ stream: true }, '{"model":"zg/one","stream":true,"stream_options":{"include_usage":true}}'],
  [{ stream: true, model }, '{"model":"zg/one","stream":true,"stream_options":{"include_usage":true}}'],
  [
    { stream_options: { z: 1 }, stream: true, model },
    '{"model":"zg/one","stream":true,"stream_options":{"include_usage":true,"z":1}}',
  ],
  [
    { stream_options: 'yes', stream: true, model },
    '{"model":"zg/one","stream":true,"stream_options":{"include_usage":true}}',
  ],
  [
    { stream_options: null, stream: true, model },
    '{"model":"zg/one","stream":true,"stream_options":{"include_usage":true}}',
  ],
])('%j is written anew', (body, wanted) => {
  expect(rewrite(body).written).toBe(wanted)
})
