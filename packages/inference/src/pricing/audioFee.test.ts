import { expect, test } from 'vitest'
import { audioFee } from './audioFee.js'

const prices = { input: 7n, output: 11n }

test.each([
  [{ input_tokens: 20, output_tokens: 3 }, 173n],
  [{ input_tokens: 0, output_tokens: 0 }, 0n],
  [{ seconds: 12.5 }, 91n],
  [{ seconds: 12.4 }, 84n],
  [{ seconds: 0.2 }, 7n],
  [{ seconds: 0 }, 7n],
  [{ seconds: Number.MAX_SAFE_INTEGER }, 7n * BigInt(Number.MAX_SAFE_INTEGER)],
])('%j costs %s', (usage, wanted) => {
  expect(audioFee(prices, usage)).toBe(wanted)
})

test.each([
  [{ seconds: -1 }, 'seconds is -1'],
  [{ seconds: Number.NaN }, 'seconds is NaN'],
  [{ seconds: 2 ** 53 }, 'seconds is 9007199254740992'],
  [{ input_tokens: 1.5, output_tokens: 0 }, 'input_tokens is 1.5'],
  [{ input_tokens: 1, output_tokens: -1 }, 'output_tokens is -1'],
])('%j is refused', (usage, text) => {
  expect(() => audioFee(prices, usage)).toThrow(text)
})
