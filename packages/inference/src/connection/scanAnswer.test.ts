import { utf8ToBytes } from '@zg/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { scanDocument, scanStream } from './scanAnswer.js'

function scan(text: string, cuts: readonly number[] = []) {
  const bytes = utf8ToBytes(text)
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length]
  const { scan, push, end } = scanStream()
  for (const [index, place] of places.slice(1).entries()) push(bytes.slice(places[index], place))
  end('complete')
  return scan
}

const usage = { prompt_tokens: 3, completion_tokens: 4 }
const stream = [
  ': comment',
  'data: {"id":"first","choices":[{"delta":{"content":"the \\"usage\\": {} of ü"}}]}',
  'data: {"id":"second","usage":null}',
  `data: {"id":"first","choices":[],"usage":${JSON.stringify(usage)}}`,
  'data: [DONE]',
  '',
].join('\n\n')

test('however a stream is cut, its first id and its last usage are read', () => {
  fc.assert(
    fc.property(fc.array(fc.nat()), (cuts) => {
      expect(scan(stream, cuts)).toEqual({ id: 'first', usage })
      expect(scan(stream.replaceAll('\n', '\r\n'), cuts)).toEqual({ id: 'first', usage })
    }),
  )
})

test('a last line without an end counts', () => {
  expect(scan(`data: {"id":"a","usage":${JSON.stringify(usage)}}`)).toEqual({ id: 'a', usage })
})

test.each(['', 'data: {', 'data: []', 'event: x', 'data: {"usage":[1]}', 'data: {"id":7}', '{"id":"a"}'])(
  '%j says nothing',
  (text) => {
    expect(scan(text)).toEqual({ id: null, usage: null })
  },
)

test('a line without an end is not kept for ever', () => {
  const { scan, push, end } = scanStream()
  for (let i = 0; i < 40; i += 1) push(new Uint8Array(2 ** 16).fill(0x61))
  push(utf8ToBytes('\ndata: {"id":"a"}\n'))
  end('complete')
  expect(scan.id).toBe('a')
})

test('a document says both', () => {
  expect(scanDocument(JSON.stringify({ id: 'a', usage }))).toEqual({ id: 'a', usage })
  expect(scanDocument('{"id":""}')).toEqual({ id: null, usage: null })
  expect(scanDocument('<html>')).toEqual({ id: null, usage: null })
})

describe('of a stream that tells its usage as it goes', () => {
  const event = (completion_tokens: number, choices: readonly object[] = [{ delta: {} }]) =>
    `data: ${JSON.stringify({ id: 'a', choices, usage: { prompt_tokens: 3, completion_tokens } })}\n\n`
  const usageOf = (text: string, how: 'complete' | 'cut' | 'left') => {
    const { scan, push, end } = scanStream()
    push(utf8ToBytes(text))
    end(how)
    return scan.usage?.completion_tokens ?? null
  }

  test.each(['cut', 'left'] as const)('and is %s, what it had used by then is no usage', (how) => {
    expect(usageOf(event(1) + event(2), how)).toBeNull()
    expect(usageOf(event(1) + event(9, []), how)).toBe(9)
    expect(usageOf(`${event(1)}${event(2)}data: [DONE]\n\n`, how)).toBe(2)
  })

  test('the last counts once it is whole', () => {
    expect(usageOf(event(1) + event(2), 'complete')).toBe(2)
  })
})

test('neither an id nor a usage of any length is kept', () => {
  const long = 'x'.repeat(20_000)
  expect(scanDocument(JSON.stringify({ id: long, usage: { ...usage, more: long } }))).toEqual({
    ...{ id: null, usage: null },
  })
})
