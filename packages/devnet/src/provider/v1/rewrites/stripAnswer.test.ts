import { expect, test } from 'vitest'
import { stripAnswer } from './stripAnswer.js'

test('what tells of an aggregator goes, at any depth; what is real stays', () => {
  const answer = {
    provider: 'somebody',
    choices: [
      {
        native_finish_reason: 'STOP',
        message: {
          reasoning_details: [],
          content: { provider: 'kept', cost: 1 },
          tool_calls: [{ function: { arguments: { cost: 5, audio_tokens: 0 } } }],
        },
      },
    ],
    usage: {
      cost: 0.1,
      is_byok: false,
      cost_details: {},
      prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0, video_tokens: 3 },
      completion_tokens_details: { image_tokens: 0, cache_write_tokens: 0, reasoning_tokens: 0 },
    },
  }
  expect(stripAnswer(answer)).toEqual({
    choices: [
      {
        message: {
          content: { provider: 'kept', cost: 1 },
          tool_calls: [{ function: { arguments: { cost: 5, audio_tokens: 0 } } }],
        },
      },
    ],
    usage: {
      prompt_tokens_details: { cached_tokens: 0, video_tokens: 3 },
      completion_tokens_details: { reasoning_tokens: 0 },
    },
  })
})
