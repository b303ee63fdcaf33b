import { describe, expect, test } from 'vitest'
import type { AtomicStore } from './store.js'

/** How the suite gets a fresh, empty store and moves its clock forward. */
export type StoreUnderTest = { store: AtomicStore; advance: (ms: number) => Promise<void> | void }

/**
 * The suite that every store passes.
 *
 * @example
 * ```ts
 * import { describeStore } from '@zg/core/testing'
 * import { memoryStore } from '@zg/core'
 *
 * describeStore('memory', () => {
 *   let time = 0
 *   return { store: memoryStore({ now: () => time }), advance: (ms) => { time += ms } }
 * })
 * ```
 */
export function describeStore(name: string, create: () => StoreUnderTest | Promise<StoreUnderTest>): void {
  describe(`store: ${name}`, () => {
    test('an unknown key is null', async () => {
      const { store } = await create()
      expect(await store.get('nothing')).toBeNull()
    })

    test('set, get, replace, delete', async () => {
      const { store } = await create()
      await store.set('key', 'one')
      expect(await store.get('key')).toBe('one')
      await store.set('key', 'two')
      expect(await store.get('key')).toBe('two')
      await store.delete('key')
      expect(await store.get('key')).toBeNull()
      await store.delete('key')
    })

    test('keys do not mix, whatever characters they hold', async () => {
      const { store } = await create()
      const keys = ['a', 'a:b', 'a/b', '__proto__', 'ключ', 'a b', '']
      for (const key of keys) await store.set(key, `value of ${key}`)
      for (const key of keys) expect(await store.get(key)).toBe(`value of ${key}`)
    })

    test('values come back exactly, the empty one and 10^30 included', async () => {
      const { store } = await create()
      for (const value of ['', (10n ** 30n).toString(), '{"a":1}', 'line\nbreak', '😀']) {
        await store.set('value', value)
        expect(await store.get('value')).toBe(value)
      }
    })

    test('a value is gone once its time is over', async () => {
      const { store, advance } = await create()
      await store.set('brief', 'x', { ttlMs: 1000 })
      await advance(999)
      expect(await store.get('brief')).toBe('x')
      await advance(2)
      expect(await store.get('brief')).toBeNull()
      expect(await store.update('brief', (current) => (current === null ? 'fresh' : 'stale'))).toBe('fresh')
    })

    test('writing again without a time limit lifts the old one', async () => {
      const { store, advance } = await create()
      await store.set('key', 'x', { ttlMs: 1000 })
      await store.set('key', 'y')
      await advance(5000)
      expect(await store.get('key')).toBe('y')
    })

    test('update reads and writes as one step', async () => {
      const { store } = await create()
      const increment = (current: string | null) => String(BigInt(current ?? '0') + 1n)
      const results = await Promise.all(Array.from({ length: 100 }, () => store.update('counter', increment)))
      expect(new Set(results).size).toBe(100)
      expect(await store.get('counter')).toBe('100')
    })

    test('update to null deletes', async () => {
      const { store } = await create()
      await store.set('key', 'x')
      expect(await store.update('key', () => null)).toBeNull()
      expect(await store.get('key')).toBeNull()
    })

    test('an error inside update leaves the value as it was', async () => {
      const { store } = await create()
      await store.set('key', 'x')
      const attempt = store.update('key', () => {
        throw new RangeError('refused')
      })
      await expect(attempt).rejects.toThrow('refused')
      expect(await store.get('key')).toBe('x')
      expect(await store.update('key', (current) => `${current}y`)).toBe('xy')
    })
  })
}
