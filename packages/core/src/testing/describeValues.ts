import { describe, expect, test } from 'vitest'
import type { CreateStore } from './describeStore.js'

const values: readonly (readonly [string, string])[] = [
  ['the empty text', ''],
  ['a space', ' '],
  ['10^30', (10n ** 30n).toString()],
  ['JSON', '{"value":"x","expiresAt":1}'],
  ['lines', 'one\r\ntwo\n'],
  ['a zero byte', 'a\0b'],
  ['other scripts', 'ключ 鍵 😀'],
  ['the word null', 'null'],
  ['a megabyte', 'x'.repeat(2 ** 20)],
]

const keys: readonly string[] = [
  'a',
  'A',
  'a:b',
  'a/b',
  '../a',
  '.',
  '__proto__',
  'constructor',
  'ключ',
  'a b',
  'a\nb',
  '*',
  '',
  'k'.repeat(1_000),
]

/** That what is written is what is read. */
export function describeValues(create: CreateStore): void {
  describe('values', () => {
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
    })

    test('deleting what is not there does nothing', async () => {
      const { store } = await create()
      await store.set('other', 'x')
      await store.delete('key')
      expect(await store.get('other')).toBe('x')
    })

    test('set and delete give nothing back', async () => {
      const { store } = await create()
      expect(await store.set('key', 'x')).toBeUndefined()
      expect(await store.delete('key')).toBeUndefined()
    })

    test('keys do not mix, whatever characters they hold', async () => {
      const { store } = await create()
      for (const key of keys) await store.set(key, `value of ${key}`)
      for (const key of keys) expect(await store.get(key)).toBe(`value of ${key}`)
    })

    test.each(keys.map((key) => [JSON.stringify(key).slice(0, 20), key]))(
      'nothing is under %s',
      async (_, key) => {
        const { store } = await create()
        expect(await store.get(key)).toBeNull()
        expect(await store.update(key, (current) => (current === null ? 'none' : 'some'))).toBe('none')
      },
    )

    test.each(values)('%s comes back as it was, by set and by update', async (_, value) => {
      const { store } = await create()
      await store.set('key', value)
      expect(await store.get('key')).toBe(value)
      const seen: (string | null)[] = []
      const same = (current: string | null) => {
        seen.push(current)
        return current
      }
      expect(await store.update('key', same)).toBe(value)
      expect(new Set(seen)).toEqual(new Set([value]))
      expect(await store.get('key')).toBe(value)
    })
  })
}
