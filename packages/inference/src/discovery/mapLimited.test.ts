import { expect, test } from 'vitest'
import { mapLimited } from './mapLimited.js'

test('keeps the order, and no more than so many under way', async () => {
  let running = 0
  let most = 0
  const work = async (item: number) => {
    running += 1
    most = Math.max(most, running)
    await new Promise((resolve) => setTimeout(resolve, item % 3))
    running -= 1
    return item * 2
  }
  const items = Array.from({ length: 20 }, (_, i) => i)
  expect(await mapLimited(items, 3, work)).toEqual(items.map((item) => item * 2))
  expect(most).toBe(3)
  expect(await mapLimited([], 3, work)).toEqual([])
})

test('a failure is thrown', async () => {
  const fail = async (item: number) => {
    if (item === 2) throw new Error('two')
    return item
  }
  await expect(mapLimited([1, 2, 3], 2, fail)).rejects.toThrow('two')
})
