import { expect, test } from 'vitest'
import { messageOf, readDeltas } from './messages.js'

const usage = { prompt_tokens: 1 }

test('a completion is read', () => {
  const message = { role: 'assistant', content: 'Hello', refusal: null }
  const document = { id: 'a', choices: [{ message, finish_reason: 'stop' }], usage }
  expect(messageOf(document)).toEqual({ id: 'a', content: 'Hello', message, finishReason: 'stop', usage })
})

test.each([null, {}, { choices: [] }, { choices: [{}] }, { choices: 'x' }, { choices: [{ message: 'x' }] }])(
  '%j is none',
  (document) => {
    expect(messageOf(document)).toBeNull()
  },
)

test('a message that calls tools alone has no text', () => {
  const document = { choices: [{ message: { content: null, tool_calls: [] } }] }
  expect(messageOf(document)).toMatchObject({ content: '', message: { role: 'assistant', content: null } })
})

test('the events of a stream come to the same', () => {
  const { push, end } = readDeltas()
  const events = [
    { id: 'a', choices: [{ delta: { role: 'assistant', content: '' }, finish_reason: null }] },
    { id: 'b', choices: [{ delta: { content: 'Hel' } }] },
    { id: 'b', choices: [{ delta: { content: 'lo' }, finish_reason: 'stop' }] },
    { id: 'b', choices: [], usage },
    { anything: 'else' },
  ]
  expect(events.map(push)).toEqual(['', 'Hel', 'lo', '', ''])
  expect(end()).toEqual({
    ...{ id: 'a', content: 'Hello', finishReason: 'stop', usage },
    message: { role: 'assistant', content: 'Hello' },
  })
})

test('tool calls are put together by their place', () => {
  const { push, end } = readDeltas()
  const deltas = [
    { index: 0, id: 'x', type: 'function', function: { name: 'one', arguments: '' } },
    { index: 1, id: 'y', type: 'function', function: { name: 'two', arguments: '{}' } },
    { index: 0, function: { arguments: '{"a":' } },
    { index: 0, function: { arguments: '1}' } },
  ]
  for (const call of deltas) push({ choices: [{ delta: { tool_calls: [call] } }] })
  push({ choices: [{ delta: { tool_calls: 'nonsense' } }] })
  expect(end().message).toEqual({
    ...{ role: 'assistant', content: null },
    tool_calls: [
      { id: 'x', type: 'function', function: { name: 'one', arguments: '{"a":1}' } },
      { id: 'y', type: 'function', function: { name: 'two', arguments: '{}' } },
    ],
  })
})
