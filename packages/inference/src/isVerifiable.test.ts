import { expect, test } from 'vitest'
import { isVerifiable } from './isVerifiable.js'

test.each([
  ['TeeML', true],
  ['OpML', true],
  ['ZKML', true],
  ['teeml', false],
  ['TeeML ', false],
  ['None', false],
  ['', false],
])('%j: %s', (verifiability, expected) => {
  expect(isVerifiable({ verifiability })).toBe(expected)
})
