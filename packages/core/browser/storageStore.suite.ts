import { expect, test } from 'vitest'
import { storageStore } from '../src/browser.js'
import { describeStore } from '../src/testing.js'

describeStore('localStorage', () => {
  localStorage.clear()
  let time = Date.now()
  const open = () => storageStore(localStorage, { now: () => time })
  return {
    store: open(),
    another: open,
    advance: (ms) => {
      time += ms
    },
  }
})

test('the page’s own locks are held while it writes', async () => {
  const store = storageStore(localStorage)
  const held = await new Promise<string[]>((resolve) => {
    void navigator.locks.request('zg-store:locked', async () => {
      const waiting = store.set('locked', 'x')
      const { pending = [] } = await navigator.locks.query()
      void waiting.then(() => resolve(pending.map(({ name }) => name ?? '')))
    })
  })
  expect(held).toEqual(['zg-store:locked'])
})

test('a full storage is said, and what was there stays', async () => {
  localStorage.clear()
  const store = storageStore(localStorage)
  await store.set('key', 'x')
  const tooMuch = 'y'.repeat(20 * 2 ** 20)
  await expect(store.set('key', tooMuch)).rejects.toMatchObject({ name: 'StoreUnavailableError' })
  expect(await store.get('key')).toBe('x')
})
