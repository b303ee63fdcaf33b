import { expect, test } from 'vitest'
import { readRetryAfter } from './retryAfter.js'

test.each([
  ['Token rate limit exceeded. Please wait 7 seconds (limit: 100 tokens/min).', 7_000],
  ['Please wait 1 second', 1_000],
  ['wait 0 seconds', 0],
  ['Please try again in 45s', 45_000],
  ['Please try again in 4m59s.', 299_000],
  ['Please try again in 1h2m3s', 3_723_000],
  ['Please try again in 1m0.5s', 60_500],
  ['Please try again in 250ms', 250],
  ['Please try again in 999.9ms', 1_000],
])('%s', (text, milliseconds) => {
  expect(readRetryAfter(text)).toBe(milliseconds)
})

test.each([
  '',
  'Please wait for some to complete.',
  'Please wait -1 seconds',
  'await 5 seconds',
  'wait 5 secondsish',
  'try again in a while',
  'try again in 5',
  'retry again in 5s',
])('%s says nothing', (text) => {
  expect(readRetryAfter(text)).toBeNull()
})
