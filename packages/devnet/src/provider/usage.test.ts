import { expect, test } from 'vitest'
import { feeOf, readUsage } from './usage.js'

const prices = { inputPrice: 10n ** 20n, outputPrice: 3n }

test.each([
  { prompt_tokens: -1, completion_tokens: 9 },
  { prompt_tokens: 1, completion_tokens: -9 },
  { prompt_tokens: 1.5, completion_tokens: 9 },
  { prompt_tokens: 2 ** 53, completion_tokens: 9 },
  { prompt_tokens: 1, completion_tokens: 2 ** 53 },
  { prompt_tokens: '1', completion_tokens: 9 },
  { prompt_tokens: 1 },
  { completion_tokens: 1 },
  null,
  5,
])('%j is no usage', (usage) => {
  expect(readUsage(usage)).toBeNull()
})

const counts = { prompt_tokens: 7, completion_tokens: 9 }

test.each([
  [
    { prompt_tokens: 0, completion_tokens: 0 },
    { prompt_tokens: 0, completion_tokens: 0 },
  ],
  [{ ...counts, total_tokens: 16, cost: 1 }, counts],
  [
    { ...counts, prompt_tokens_details: { cached_tokens: 5, audio_tokens: 0 } },
    { ...counts, prompt_tokens_details: { cached_tokens: 5 } },
  ],
  [{ ...counts, prompt_tokens_details: null }, counts],
  [{ ...counts, prompt_tokens_details: 5 }, counts],
  [{ ...counts, prompt_tokens_details: {} }, counts],
  [{ ...counts, prompt_tokens_details: { cached_tokens: -1 } }, counts],
])('of %j only what is paid for is kept', (usage, wanted) => {
  expect(readUsage(usage)).toEqual(wanted)
})

test('the fee is by usage, else by bytes in and words out', () => {
  const usage = { prompt_tokens: 7, completion_tokens: 9 }
  expect(feeOf({ usage, words: 100 }, 50n, prices)).toBe(7n * 10n ** 20n + 27n)
  expect(feeOf({ usage: null, words: 100 }, 50n, prices)).toBe(50n * 10n ** 20n + 300n)
})
