import { describe, expect, test } from 'vitest'
import { createMeter } from './meter.js'

const encoder = new TextEncoder()
const usage = { prompt_tokens: 7, completion_tokens: 9 }
/** Pushes the text in pieces of so many bytes. */
function measure(text: string, { stream, size = 3 }: { stream: boolean; size?: number }) {
  const meter = createMeter({ stream })
  const bytes = encoder.encode(text)
  for (let at = 0; at < bytes.length; at += size) meter.push(bytes.slice(at, at + size))
  return meter.end()
}
const event = (part: unknown) => `data: ${JSON.stringify(part)}\n\n`
const said = (...texts: (string | null)[]) => ({ choices: texts.map((content) => ({ delta: { content } })) })

describe('one document', () => {
  test.each([1, 2, 1000])('is read whole, in pieces of %i bytes', (size) => {
    const text = JSON.stringify({
      id: 'é1',
      usage: { ...usage, total_tokens: 16 },
      choices: [{ message: { content: ' two  wörds\n' } }, { message: { content: 'one' } }],
    })
    expect(measure(text, { stream: false, size })).toEqual({ id: 'é1', usage, words: 3 })
  })

  test.each([
    '',
    'null',
    '[1]',
    '<html>',
    '{"id":5,"usage":5,"choices":5}',
    '{"choices":[null,{},{"message":null},{"message":{}},{"message":{"content":[1]}}]}',
  ])('that says nothing: %s', (text) => {
    expect(measure(text, { stream: false })).toEqual({ id: null, usage: null, words: 0 })
  })
})

describe('a stream', () => {
  test.each([1, 5, 1000])('is read event by event, in pieces of %i bytes', (size) => {
    const text = [
      event({ id: 'a', ...said(''), usage: null }),
      ': a comment\n\n',
      event({ id: 'a', ...said('one two') }),
      event({ id: 'a', ...said('three four ') }),
      event({ id: 'a', ...said('five') }),
      event({ id: 'a', choices: [], usage }),
      'data: [DONE]\n\n',
    ].join('')
    expect(measure(text, { stream: true, size })).toEqual({ id: 'a', usage, words: 4 })
    expect(
      measure(text.replaceAll('\n', '\r\n').replaceAll('data: ', 'data:'), { stream: true, size }),
    ).toEqual({
      id: 'a',
      usage,
      words: 4,
    })
  })

  test('counts words that two pieces share once, each choice on its own', () => {
    const text = [said('Hel', 'a'), said('lo', ' b'), said(null, 'c'), said(' you ', null), said('too')]
    expect(measure(text.map(event).join(''), { stream: true }).words).toBe(5)
  })

  test('keeps the last usage that is one, with its cached tokens', () => {
    const cached = { ...usage, prompt_tokens_details: { cached_tokens: 3 } }
    const text = [{ usage }, { usage: cached }, { usage: null }, { usage: {} }].map(event).join('')
    expect(measure(text, { stream: true }).usage).toEqual(cached)
  })

  test('needs no line end after its last event', () => {
    expect(measure(event({ id: 'a', usage }).trimEnd(), { stream: true })).toEqual({
      id: 'a',
      usage,
      words: 0,
    })
  })
})
