import { expect, test } from 'vitest'
import { createImageStore } from './imageStore.js'

const image = (byte: number) => Uint8Array.of(byte)

test('images are kept for twenty minutes', () => {
  const clock = { ms: 5 }
  const store = createImageStore({ now: () => clock.ms })
  store.put('k', [image(1), image(2)])
  expect([store.find('k', 0), store.find('k', 1)]).toEqual([image(1), image(2)])
  expect([store.find('k', 2), store.find('other', 0)]).toEqual([null, null])
  clock.ms += 20 * 60_000 - 1
  expect(store.find('k', 0)).toEqual(image(1))
  clock.ms += 1
  expect(store.find('k', 0)).toBeNull()
})

test('the oldest of a thousand makes room', () => {
  const store = createImageStore({ now: () => 0 })
  for (let key = 0; key <= 1_000; key += 1) store.put(String(key), [image(key)])
  expect(store.find('0', 0)).toBeNull()
  expect(store.find('1', 0)).toEqual(image(1))
  expect(store.find('1000', 0)).toEqual(image(1_000))
})
