import { expect, test } from 'vitest'
import { createSlots } from './slots.js'

test('so many are held at once for each key, and each is given back once', () => {
  const slots = createSlots(2)
  const first = slots.take('a')
  const second = slots.take('a')
  expect([slots.take('a'), slots.count('a'), slots.count('b')]).toEqual([null, 2, 0])
  expect(slots.take('b')).not.toBeNull()
  first?.()
  first?.()
  expect(slots.count('a')).toBe(1)
  second?.()
  expect(slots.count('a')).toBe(0)
})
