import { expect, test } from 'vitest'
import { audioFee } from './audioFee.js'

const prices = { inputPrice: 7n, outputPrice: 11n, tiers: [], cacheDivisor: 1n }

test.each([
  [{ input_tokens: 20, output_tokens: 3 }, 0, 173n],
  [{ input_tokens: 0, output_tokens: 0 }, 5, 0n],
  [{ seconds: 12.5 }, 5, 91n],
  [{ seconds: 12.4 }, 5, 84n],
  [{ seconds: 0.2 }, 5, 7n],
  [{ seconds: 0 }, 5, 7n],
  [null, 5, 110n],
  [null, 0, 1_100n],
])('usage %j and %i words cost %s', (usage, words, wanted) => {
  expect(audioFee({ usage, words }, prices)).toBe(wanted)
})
