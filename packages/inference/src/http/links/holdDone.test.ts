import { bytesToUtf8, concatBytes, utf8ToBytes } from '@zg/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { holdDone } from './holdDone.js'

/** What passes of a text that comes in chunks cut at these places, and what is kept back. */
function pass(text: string, cuts: readonly number[]): [string, string] {
  const bytes = utf8ToBytes(text)
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length]
  const { pass, rest } = holdDone()
  const passed = places.slice(1).map((end, index) => pass(bytes.slice(places[index], end)))
  return [bytesToUtf8(concatBytes(...passed)), bytesToUtf8(rest())]
}

const line = fc.constantFrom(
  ...[
    'data: {"a":"data: [DONE]"}\n\n',
    'data: {"b":"ü"}\r\n',
    ': [DONE]\n',
    'data:\n',
    'data: [DON]\r',
    'event: x\n',
    '\n',
  ],
)
const end = fc.constantFrom('data: [DONE]\n\n', 'data:[DONE]', 'data: [DONE] \r\ndata: more\n\n')

test('however it is cut, all before the closing line passes, and nothing of it or behind it', () => {
  fc.assert(
    fc.property(fc.array(line), end, fc.array(fc.nat()), (lines, closing, cuts) => {
      expect(pass(lines.join('') + closing, cuts)).toEqual([lines.join(''), closing])
    }),
  )
})

test('without a closing line everything comes out, in order', () => {
  fc.assert(
    fc.property(
      fc.array(line),
      fc.constantFrom('', 'da', 'data: [DONE'),
      fc.array(fc.nat()),
      (lines, tail, cuts) => {
        const [passed, rest] = pass(lines.join('') + tail, cuts)
        expect(passed + rest).toBe(lines.join('') + tail)
        expect(rest.length).toBeLessThanOrEqual('data: [DONE'.length)
      },
    ),
  )
})

test('a chunk that can’t be the closing line passes at once', () => {
  const { pass } = holdDone()
  expect(pass(utf8ToBytes('data: {"x"')).length).toBe(10)
  expect(pass(utf8ToBytes('data: [DONE]')).length).toBe(12)
  expect(pass(utf8ToBytes('\ndata')).length).toBe(1)
})

test('behind the closing line not just anything is kept', () => {
  const { pass } = holdDone()
  pass(utf8ToBytes('data: [DONE]\n\n'))
  const chunk = new Uint8Array(2 ** 15)
  expect(pass(chunk)).toHaveLength(0)
  expect(() => pass(chunk)).toThrow(RangeError)
})
