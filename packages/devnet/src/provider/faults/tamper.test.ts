import { expect, test } from 'vitest'
import { tamper } from './tamper.js'

const run = (text: string) => new TextDecoder().decode(tamper(new TextEncoder().encode(text)))

test.each([
  ['{"content":"2 + 2"}', '{"content":"5 + 2"}'],
  ['{"content":"5 + 2"}', '{"content":"6 + 2"}'],
  ['{"id":"é", "content": "é word"}', '{"id":"é", "content": "é 5ord"}'],
  ['{"content":""},{"content":" a"}', '{"content":""},{"content":" 5"}'],
  ['{"content":"\\n"}', '{"content":"\\n"}'],
  ['{"content":"…"}', '{"content":"…"}'],
  ['{"text": "word"}', '{"text": "5ord"}'],
  ['{"b64_json":"iVBO"}', '{"b64_json":"5VBO"}'],
  ['{"name":"word"}', '{"name":"word"}'],
  ['', ''],
])('%s becomes %s', (text, wanted) => {
  expect(run(text)).toBe(wanted)
})

test('leaves the original alone', () => {
  const bytes = new TextEncoder().encode('"content":"a"')
  const copy = Uint8Array.from(bytes)
  expect(tamper(bytes)).not.toEqual(copy)
  expect(bytes).toEqual(copy)
})
