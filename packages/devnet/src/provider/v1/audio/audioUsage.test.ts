import { expect, test } from 'vitest'
import { readAudioUsage } from './audioUsage.js'

test.each([
  [
    { type: 'tokens', input_tokens: 5, output_tokens: 2, total_tokens: 7 },
    { input_tokens: 5, output_tokens: 2 },
  ],
  [{ type: 'duration', seconds: 1.5 }, { seconds: 1.5 }],
  [{ seconds: 0 }, { seconds: 0 }],
  [{ input_tokens: -5, output_tokens: 2 }, null],
  [{ input_tokens: 5, output_tokens: 2.5 }, null],
  [{ input_tokens: '5', output_tokens: 2 }, null],
  [{ input_tokens: 5 }, null],
  [{ seconds: -1 }, null],
  [{ seconds: '5' }, null],
  [{ seconds: Number.POSITIVE_INFINITY }, null],
  [{}, null],
  [null, null],
  [5, null],
])('%j is %j', (usage, wanted) => {
  expect(readAudioUsage(usage)).toEqual(wanted)
})
