import { describe, expect, test } from 'vitest'
import { chooseTool } from './chooseTool.js'

const tool = (name: string, required?: unknown) => ({
  type: 'function',
  function: { name, parameters: { type: 'object', required } },
})
const tools = [tool('get_weather', ['city', 'unit']), tool('look_up_stock_price', ['symbol']), tool('is_it')]
const ask = (content: string, rest: object = { tools }, role = 'user') =>
  chooseTool({
    messages: [
      { role: 'system', content: 'weather' },
      { role, content },
    ],
    ...rest,
  })

describe('the tool that a question is about', () => {
  test.each([
    [
      'How is the weather in Zürich?',
      { name: 'get_weather', arguments: '{"city":"Zürich","unit":"Zürich"}' },
    ],
    ['Stocks: ZG-1!', { name: 'look_up_stock_price', arguments: '{"symbol":"ZG-1"}' }],
    ['What is the PRICE of gold', { name: 'look_up_stock_price', arguments: '{"symbol":"gold"}' }],
  ])('%s', (question, call) => {
    expect(ask(question)).toEqual(call)
  })

  test.each(['Hello', 'Is it so?', 'The fairweather friend', 'up'])('none for "%s"', (question) => {
    expect(ask(question)).toBeNull()
  })
})

test('a tool that is asked for is called, whatever the question', () => {
  const choice = { type: 'function', function: { name: 'is_it' } }
  expect(ask('Hello', { tools, tool_choice: choice })).toEqual({ name: 'is_it', arguments: '{}' })
  const other = { type: 'function', function: { name: 'other' } }
  expect(ask('The weather?', { tools, tool_choice: other })).toBeNull()
})

test.each([
  ['when none may be', { tools, tool_choice: 'none' }],
  ['when there is none', {}],
  ['when the list is none', { tools: 'get_weather' }],
  ['when the list holds no tools', { tools: [null, 'get_weather', { function: { name: 5 } }] }],
])('nothing is called %s', (_, rest) => {
  expect(ask('How is the weather?', rest)).toBeNull()
})

test("a tool's result is answered in words", () => {
  expect(ask('The weather is fine', { tools }, 'tool')).toBeNull()
})

test('arguments that are no names are left out', () => {
  expect(ask('weather', { tools: [tool('weather', [1, 'a'])] })?.arguments).toBe('{"a":"weather"}')
  expect(ask('weather?!', { tools: [tool('weather', 'a')] })?.arguments).toBe('{}')
})
