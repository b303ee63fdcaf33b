import { expect, test } from 'vitest'
import { createAudioMeter } from './createAudioMeter.js'

function measure(text: string, stream: boolean) {
  const meter = createAudioMeter({ stream })
  const bytes = new TextEncoder().encode(text)
  for (let at = 0; at < bytes.length; at += 3) meter.push(bytes.slice(at, at + 3))
  return meter.end()
}
const usage = { type: 'tokens', input_tokens: 5, output_tokens: 2 }
const counted = { input_tokens: 5, output_tokens: 2 }

test.each([
  [JSON.stringify({ text: 'two  wörds', usage }), { usage: counted, words: 2 }],
  [
    JSON.stringify({ text: 'one', usage: { type: 'duration', seconds: 2.5 } }),
    { usage: { seconds: 2.5 }, words: 1 },
  ],
  // Words of the answer as it came, as the network's providers count them.
  ['{ "text": "one two" }', { usage: null, words: 5 }],
  [' plain text\tof\r\nfive  words\n', { usage: null, words: 5 }],
  ['', { usage: null, words: 0 }],
  ['null', { usage: null, words: 1 }],
])('of the document %j', (text, wanted) => {
  expect(measure(text, false)).toEqual(wanted)
})

test.each(['data: ', 'data:', ''])(
  'of a stream whose lines begin with "%s" the last event counts',
  (prefix) => {
    const events = [
      { type: 'transcript.text.delta', delta: 'é', usage: { input_tokens: 9, output_tokens: 9 } },
      { type: 'transcript.text.done', text: 'é', usage },
    ]
    const text = [...events.map((event) => `${prefix}${JSON.stringify(event)}`), 'data: [DONE]'].join('\n\n')
    expect(measure(text, true).usage).toEqual(counted)
    expect(measure(text.replaceAll('\n', '\r\n'), true).usage).toEqual(counted)
  },
)

test('a stream that never ends says nothing of what it took', () => {
  expect(measure('data: {"type":"transcript.text.delta","delta":"one two"}\n\n', true)).toEqual({
    usage: null,
    words: 3,
  })
})
