import { expect, test } from 'vitest'
import { complement } from './complement.js'

test('what ranges leave, with nothing between neighbours', () => {
  const ranges = [
    { start: 0, end: 9 },
    { start: 12, end: 13 },
    { start: 13, end: 15 },
  ]
  expect(complement(ranges, 20)).toEqual([
    { start: 0, end: 0 },
    { start: 9, end: 12 },
    { start: 13, end: 13 },
    { start: 15, end: 20 },
  ])
  expect(complement([], 0)).toEqual([{ start: 0, end: 0 }])
  expect(complement([{ start: 0, end: 3 }], 3)).toEqual([
    { start: 0, end: 0 },
    { start: 3, end: 3 },
  ])
})
