import { countTokens } from 'gpt-tokenizer/encoding/o200k_base'
import { describe, expect, test } from 'vitest'
import { createScriptedTranscription } from './scriptedTranscription.js'

const model = 'zg/ears'
const sound = new Uint8Array(48_000).fill(7)
const text = 'A scripted transcription of 48000 bytes with the fingerprint 116ea9ee.'

async function transcribe(fields: Record<string, string | Blob>): Promise<Response> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  const encoded = new Response(form)
  return createScriptedTranscription({ model })({
    ...{ method: 'POST', path: '/audio/transcriptions', contentType: encoded.headers.get('content-type') },
    body: new Uint8Array(await encoded.arrayBuffer()),
  })
}
const file = new Blob([sound])

describe('a file', () => {
  const output_tokens = countTokens(text)
  const usage = {
    ...{ type: 'tokens', input_tokens: 15, output_tokens, total_tokens: 15 + output_tokens },
    input_token_details: { text_tokens: 0, audio_tokens: 15 },
  }

  test('is transcribed, the same way every time', async () => {
    expect(await (await transcribe({ file, model })).json()).toEqual({ text, usage })
    expect(await (await transcribe({ file, response_format: 'json' })).json()).toEqual({ text, usage })
    const other = await (await transcribe({ file: new Blob([sound.slice(1)]) })).json()
    expect(other.text).toMatch(/^A scripted transcription of 47999 bytes with the fingerprint [0-9a-f]{8}\.$/)
    expect(other.text).not.toContain('116ea9ee')
  })

  test('is transcribed with its seconds, and as text alone', async () => {
    expect(await (await transcribe({ file, response_format: 'verbose_json' })).json()).toMatchObject({
      text,
      duration: 1.5,
      usage: { type: 'duration', seconds: 1.5 },
    })
    const plain = await transcribe({ file, response_format: 'text' })
    expect(plain.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(await plain.text()).toBe(`${text}\n`)
  })

  test('is transcribed piece by piece', async () => {
    const answer = await transcribe({ file, stream: 'true' })
    expect(answer.headers.get('content-type')).toBe('text/event-stream')
    const events = (await answer.text())
      .trimEnd()
      .split('\n\n')
      .map((event) => JSON.parse(event.slice('data: '.length)))
    const deltas = events.slice(0, -1)
    expect(new Set(deltas.map(({ type }) => type))).toEqual(new Set(['transcript.text.delta']))
    expect(deltas.map(({ delta }) => delta).join('')).toBe(text)
    expect(events.at(-1)).toEqual({ type: 'transcript.text.done', text, usage })
  })
})

test.each([
  [{}, 400, '`file` must be a file.'],
  [{ file: 'text' }, 400, '`file` must be a file.'],
  [{ file, model: 'other' }, 404, 'The model "other" does not exist.'],
  [{ file, response_format: 'srt' }, 400, '`response_format` must be json, verbose_json or text.'],
])('%j is refused as an OpenAI-compatible server does', async (fields, status, message) => {
  const answer = await transcribe(fields)
  expect([answer.status, await answer.json()]).toEqual([
    status,
    { error: { message, type: 'invalid_request_error' } },
  ])
})

test('a body that is no form is refused', async () => {
  const request = {
    method: 'POST',
    path: '/audio/transcriptions',
    contentType: 'application/json',
    body: null,
  }
  const answer = await createScriptedTranscription({ model })(request)
  expect([answer.status, (await answer.json()).error.message]).toEqual([400, 'The body is not a form.'])
})
