import { expect, test } from 'vitest'
import { loadOnce } from './loadOnce.js'

test('loads once for all who ask, at the same time and later', async () => {
  let loads = 0
  const load = loadOnce(async () => {
    loads += 1
    return { loads }
  })
  expect(loads).toBe(0)
  const [first, second] = await Promise.all([load(), load()])
  expect([first, second, await load()]).toEqual([{ loads: 1 }, { loads: 1 }, { loads: 1 }])
})

test('a failure is told to all who waited, and not kept', async () => {
  let loads = 0
  const load = loadOnce(async () => {
    loads += 1
    if (loads === 1) throw new Error('offline')
    return loads
  })
  const outcomes = await Promise.allSettled([load(), load()])
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(await load()).toBe(2)
})
