import { describe, expect, test } from 'vitest'
import type { CreateStore } from './describeStore.js'

const minute = 60_000

/** That a value is gone when its time is over, and not before. */
export function describeTime(create: CreateStore): void {
  describe('times to live', () => {
    test('a value is gone once its time is over', async () => {
      const { store, advance } = await create()
      await store.set('brief', 'x', { ttlMs: 2 * minute })
      await advance(minute)
      expect(await store.get('brief')).toBe('x')
      await advance(minute + 1)
      expect(await store.get('brief')).toBeNull()
    })

    test('an update finds nothing where the time is over', async () => {
      const { store, advance } = await create()
      await store.set('brief', 'x', { ttlMs: minute })
      await advance(minute + 1)
      expect(await store.update('brief', (current) => (current === null ? 'fresh' : 'stale'))).toBe('fresh')
      expect(await store.get('brief')).toBe('fresh')
    })

    test('an update gives a time too', async () => {
      const { store, advance } = await create()
      await store.update('brief', () => 'x', { ttlMs: 2 * minute })
      await advance(minute)
      expect(await store.get('brief')).toBe('x')
      await advance(minute + 1)
      expect(await store.get('brief')).toBeNull()
    })

    test.each(['set', 'update'] as const)(
      'writing again by %s without a time lifts the old one',
      async (how) => {
        const { store, advance } = await create()
        await store.set('key', 'x', { ttlMs: minute })
        if (how === 'set') await store.set('key', 'y')
        else await store.update('key', () => 'y')
        await advance(5 * minute)
        expect(await store.get('key')).toBe('y')
      },
    )

    test('writing again with a time starts it anew', async () => {
      const { store, advance } = await create()
      await store.set('key', 'x', { ttlMs: minute })
      await advance(minute / 2)
      await store.set('key', 'y', { ttlMs: 2 * minute })
      await advance(minute)
      expect(await store.get('key')).toBe('y')
    })

    test('each key has its own time', async () => {
      const { store, advance } = await create()
      await store.set('short', 'x', { ttlMs: minute })
      await store.set('long', 'y', { ttlMs: 10 * minute })
      await store.set('forever', 'z')
      await advance(2 * minute)
      expect([await store.get('short'), await store.get('long'), await store.get('forever')]).toEqual([
        null,
        'y',
        'z',
      ])
    })

    test('a refused update leaves the time as it was', async () => {
      const { store, advance } = await create()
      await store.set('key', 'x', { ttlMs: minute })
      const refused = store.update('key', () => {
        throw new RangeError('refused')
      })
      await expect(refused).rejects.toThrow('refused')
      await advance(minute + 1)
      expect(await store.get('key')).toBeNull()
    })

    test.each([0, -1, Number.NaN])('a value with %s ms to live is gone at once', async (ttlMs) => {
      const { store } = await create()
      await store.set('key', 'before')
      await store.set('key', 'x', { ttlMs })
      expect(await store.get('key')).toBeNull()
      await store.set('other', 'before')
      expect(await store.update('other', () => 'x', { ttlMs })).toBe('x')
      expect(await store.get('other')).toBeNull()
    })

    test.each([Number.POSITIVE_INFINITY, 1e300, undefined])('and one with %s ms stays', async (ttlMs) => {
      const { store, advance } = await create()
      await store.set('key', 'x', { ttlMs })
      await advance(5 * minute)
      expect(await store.get('key')).toBe('x')
    })

    test('a part of a millisecond counts', async () => {
      const { store, advance } = await create()
      await store.set('key', 'x', { ttlMs: minute + 0.5 })
      expect(await store.get('key')).toBe('x')
      await advance(minute + 1)
      expect(await store.get('key')).toBeNull()
    })
  })
}
