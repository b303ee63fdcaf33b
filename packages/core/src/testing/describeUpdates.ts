import { describe, expect, test } from 'vitest'
import type { CreateStore } from './describeStore.js'

const increment = (current: string | null) => String(BigInt(current ?? '0') + 1n)
const refuse = () => {
  throw new RangeError('refused')
}

/** That reading and writing are one step, whoever else writes. */
export function describeUpdates(create: CreateStore): void {
  describe('updates', () => {
    test.each([1, 2, 400])('%s at once are one after the other', async (count) => {
      const { store } = await create()
      const results = await Promise.all(
        Array.from({ length: count }, () => store.update('counter', increment)),
      )
      const expected = Array.from({ length: count }, (_, i) => String(i + 1))
      expect(results.toSorted((a, b) => Number(a) - Number(b))).toEqual(expected)
      expect(await store.get('counter')).toBe(String(count))
    })

    test('of many keys at once do not wait for ever or mix', async () => {
      const { store } = await create()
      const keys = Array.from({ length: 20 }, (_, i) => `key ${i}`)
      await Promise.all(keys.flatMap((key) => Array.from({ length: 5 }, () => store.update(key, increment))))
      expect(await Promise.all(keys.map((key) => store.get(key)))).toEqual(keys.map(() => '5'))
    })

    test('through several values over the same place are one after the other', async () => {
      const { store, another = () => store } = await create()
      const writers = [store, another(), another(), another()]
      const results = await Promise.all(
        writers.flatMap((writer) => Array.from({ length: 50 }, () => writer.update('counter', increment))),
      )
      expect(new Set(results).size).toBe(200)
      expect(await another().get('counter')).toBe('200')
    })

    test('never let a bound be passed, whoever asks', async () => {
      const { store, another = () => store } = await create()
      const take = (writer: typeof store) =>
        writer
          .update('taken', (current) => (Number(current ?? 0) < 30 ? increment(current) : refuse()))
          .then(
            () => true,
            () => false,
          )
      const writers = [store, another(), another()]
      const taken = await Promise.all(writers.flatMap((each) => Array.from({ length: 40 }, () => take(each))))
      expect(taken.filter(Boolean)).toHaveLength(30)
      expect(await store.get('taken')).toBe('30')
    })

    test('of an update that writes between, the later one sees it', async () => {
      const { store, another = () => store } = await create()
      const other = another()
      await store.update('key', () => 'a')
      await other.update('key', (current) => `${current}b`)
      expect(await store.update('key', (current) => `${current}c`)).toBe('abc')
    })

    test('to null delete', async () => {
      const { store } = await create()
      await store.set('key', 'x')
      expect(await store.update('key', () => null)).toBeNull()
      expect(await store.get('key')).toBeNull()
    })

    test('from null to null leave nothing', async () => {
      const { store } = await create()
      expect(await store.update('key', (current) => current)).toBeNull()
      expect(await store.get('key')).toBeNull()
    })

    test('that throw leave the value, and the store works on', async () => {
      const { store } = await create()
      await store.set('key', 'x')
      await expect(store.update('key', refuse)).rejects.toThrow(RangeError)
      expect(await store.get('key')).toBe('x')
      expect(await store.update('key', (current) => `${current}y`)).toBe('xy')
    })

    test('that throw spoil no other one of the same moment', async () => {
      const { store } = await create()
      const changes = [increment, refuse, increment, refuse, increment]
      const results = await Promise.allSettled(changes.map((change) => store.update('counter', change)))
      expect(results.map(({ status }) => status)).toEqual([
        'fulfilled',
        'rejected',
        'fulfilled',
        'rejected',
        'fulfilled',
      ])
      expect(await store.get('counter')).toBe('3')
    })

    test('with sets and deletes between end at a value that somebody wrote', async () => {
      const { store, another = () => store } = await create()
      const other = another()
      await Promise.all([
        store.update('key', () => 'a'),
        other.set('key', 'b'),
        store.update('key', (current) => `${current}c`),
        other.update('key', (current) => `${current}d`),
      ])
      expect(await store.get('key')).toMatch(/^(a|b|null)(c|d|cd|dc)?$/)
    })
  })
}
