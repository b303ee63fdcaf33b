import { countTokens } from 'gpt-tokenizer/encoding/o200k_base'
import { describe, expect, test } from 'vitest'
import { answer, piecesOf, textOf } from './model.js'

const ask = (content: unknown, maxTokens?: number) =>
  answer([{ role: 'user', content }], { limit: maxTokens })

describe('the script', () => {
  test.each([
    ['What is 2+2?', '2 + 2 = 4.'],
    ['Tell me, what is 2 + 2', '2 + 2 = 4.'],
    [
      'Who owns the largest number of football World Cups?',
      'Brazil owns the largest number of football World Cups with 5 titles.',
    ],
    ['The CAPITAL of France?', 'The capital of France is Paris.'],
    ['Hello', 'This is a scripted answer to: Hello'],
    [[{ type: 'text', text: 'What is ' }, { text: '2+2?' }], '2 + 2 = 4.'],
    [null, 'This is a scripted answer to: '],
  ])('%s', async (content, text) => {
    expect(await ask(content)).toMatchObject({ text, finish: 'stop' })
  })

  test('answers the last message', async () => {
    const messages = ['Hello', 'What is 2+2?'].map((content) => ({ role: 'user', content }))
    expect((await answer(messages)).text).toBe('2 + 2 = 4.')
    expect((await answer(messages.reverse())).text).toBe('This is a scripted answer to: Hello')
  })

  test('echoes a thousand characters at most', async () => {
    expect((await ask('ab '.repeat(1000))).text).toHaveLength('This is a scripted answer to: '.length + 1000)
  })
})

describe('usage', () => {
  test('is counted by a tokenizer', async () => {
    const messages = ['Hello there', 'What is 2+2?'].map((content) => ({ role: 'user', content }))
    const prompt = countTokens('Hello there') + countTokens('What is 2+2?') + 2 * 4 + 3
    const completion = countTokens('2 + 2 = 4.')
    expect((await answer(messages)).usage).toEqual({
      prompt_tokens: prompt,
      completion_tokens: completion,
      total_tokens: prompt + completion,
    })
  })

  test.each([
    [1, '2', 'length'],
    [7, '2 + 2 = 4', 'length'],
    [8, '2 + 2 = 4.', 'stop'],
    [9, '2 + 2 = 4.', 'stop'],
  ])('of at most %i tokens gives "%s"', async (most, text, finish) => {
    const result = await ask('What is 2+2?', most)
    expect(result).toMatchObject({ text, finish })
    expect(result.usage.completion_tokens).toBe(Math.min(most, 8))
  })

  test('of long texts is counted in pieces, and fast', async () => {
    const before = performance.now()
    const { usage } = await ask('a'.repeat(400_000))
    expect(usage.prompt_tokens).toBe(100 * countTokens('a'.repeat(4_000)) + 7)
    expect(performance.now() - before).toBeLessThan(20_000)
  })
})

test('the text of a message is its string or its text parts', () => {
  expect(textOf({ role: 'user', content: [{ text: 'a' }, { type: 'image_url' }, { text: 'b' }] })).toBe('ab')
  expect(textOf({ role: 'user', content: 'c' })).toBe('c')
  expect(textOf({ role: 'user', content: { text: 'd' } })).toBe('')
})

test.each(['', 'one', ' one two  three\n', '   '])('the pieces of "%s" join to it', (text) => {
  expect(piecesOf(text).join('')).toBe(text)
})
