import { expect, test } from 'vitest'
import { readSignature } from './readSignature.js'

const bytes = Array.from({ length: 64 }, (_, index) => (index === 0 ? 255 : index === 1 ? 0 : index))

test.each([JSON.stringify(bytes), `[${bytes.join(', ')}]`])('reads %s', (text) => {
  expect(readSignature(text)).toEqual(Uint8Array.from(bytes))
})

test.each([
  '',
  '[',
  'null',
  '{}',
  '"[1]"',
  '[]',
  JSON.stringify(bytes.slice(1)),
  JSON.stringify([...bytes, 1]),
  JSON.stringify(bytes.with(63, 256)),
  JSON.stringify(bytes.with(63, -1)),
  JSON.stringify(bytes.with(63, 1.5)),
  JSON.stringify(bytes.map(String)),
  JSON.stringify([...bytes.slice(1), null]),
])('refuses %s', (text) => {
  expect(() => readSignature(text)).toThrow('validate request: Failed to parse signature')
})
