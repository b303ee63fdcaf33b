import { expect, test } from 'vitest'
import { feeOf, isUsage } from './usage.js'

const prices = { inputPrice: 10n ** 20n, outputPrice: 3n }

test.each([
  [{ prompt_tokens: 0, completion_tokens: 0 }, true],
  [{ prompt_tokens: 7, completion_tokens: 9, total_tokens: 16 }, true],
  [{ prompt_tokens: -1, completion_tokens: 9 }, false],
  [{ prompt_tokens: 1, completion_tokens: -9 }, false],
  [{ prompt_tokens: 1.5, completion_tokens: 9 }, false],
  [{ prompt_tokens: 2 ** 53, completion_tokens: 9 }, false],
  [{ prompt_tokens: 1, completion_tokens: 2 ** 53 }, false],
  [{ prompt_tokens: '1', completion_tokens: 9 }, false],
  [{ prompt_tokens: 1 }, false],
  [{ completion_tokens: 1 }, false],
  [null, false],
  [5, false],
])('%j is usage: %s', (usage, wanted) => {
  expect(isUsage(usage)).toBe(wanted)
})

test('the fee is by usage, else by bytes in and words out', () => {
  const usage = { prompt_tokens: 7, completion_tokens: 9 }
  expect(feeOf({ usage, words: 100 }, 50n, prices)).toBe(7n * 10n ** 20n + 27n)
  expect(feeOf({ usage: null, words: 100 }, 50n, prices)).toBe(50n * 10n ** 20n + 300n)
})
