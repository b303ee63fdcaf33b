import { expect, test } from 'vitest'
import { createCache } from './createCache.js'

function setUp() {
  const clock = { ms: 0 }
  const asked: string[] = []
  const cache = createCache<{ name: string; ms: number }>({ keptMs: ({ ms }) => ms, now: () => clock.ms })
  const ask =
    (name: string, ms = 100) =>
    async () => {
      asked.push(name)
      return { name, ms }
    }
  return { clock, asked, cache, ask }
}

test('a value is kept for as long as it says, then asked for again', async () => {
  const { clock, cache, ask } = setUp()
  expect(await cache.get('k', ask('first'))).toMatchObject({ name: 'first' })
  clock.ms = 99
  expect(await cache.get('k', ask('second', 50))).toMatchObject({ name: 'first' })
  clock.ms = 100
  expect(await cache.get('k', ask('third', 50))).toMatchObject({ name: 'third' })
  clock.ms = 149
  expect(await cache.get('k', ask('fourth'))).toMatchObject({ name: 'third' })
  expect(await cache.load('k', ask('fifth'))).toMatchObject({ name: 'fifth' })
  expect(await cache.get('k', ask('sixth'))).toMatchObject({ name: 'fifth' })
})

test('nothing that takes no time, no null and no failure is kept', async () => {
  const { cache, ask, asked } = setUp()
  await cache.get('k', ask('a', 0))
  expect(await cache.get('k', async () => null)).toBeNull()
  await expect(cache.get('k', () => Promise.reject(new Error('no answer')))).rejects.toThrow('no answer')
  await cache.get('k', ask('b'))
  await cache.get('k', ask('c'))
  expect(asked).toEqual(['a', 'b'])
  expect(await cache.load('k', async () => null)).toBeNull()
  await cache.get('k', ask('d'))
  expect(asked).toEqual(['a', 'b', 'd'])
})

test('the oldest makes room', async () => {
  const { cache, ask, asked } = setUp()
  for (let key = 0; key <= 10_000; key += 1) await cache.get(String(key), ask(String(key)))
  asked.length = 0
  await cache.get('1', ask('1'))
  await cache.get('0', ask('0'))
  expect(asked).toEqual(['0'])
})
