import { describe, expect, test, vi } from 'vitest'
import { describeStore } from '../testing/describeStore.js'
import { storageStore } from './storageStore.js'

/** As a browser's: strings by name, and an error when it is full. */
function createStorage({ most = Number.POSITIVE_INFINITY } = {}) {
  const items = new Map<string, string>()
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (value.length > most) throw new DOMException('The quota has been exceeded.', 'QuotaExceededError')
      items.set(key, value)
    },
    removeItem: (key: string) => void items.delete(key),
  }
}

/** Web Locks of one origin: what asks for the same name takes turns. */
function createLocks(asked: string[] = []): storageStore.Options['locks'] & object {
  const turns = new Map<string, Promise<unknown>>()
  const request = (name: string, run: () => Promise<unknown>) => {
    asked.push(name)
    const turn = (turns.get(name) ?? Promise.resolve()).then(run)
    turns.set(
      name,
      turn.catch(() => undefined),
    )
    return turn
  }
  return { request: request as LockManager['request'] }
}

describe.each([
  ['with Web Locks', createLocks()],
  ['without', undefined],
])('%s', (_, locks) => {
  describeStore('storage', () => {
    let time = 1_700_000_000_000
    const storage = createStorage()
    const open = () => storageStore(storage, { locks, now: () => time })
    return {
      store: open(),
      another: open,
      advance: (ms) => {
        time += ms
      },
    }
  })
})

test('every write runs under the lock of its key, and reads need none', async () => {
  const asked: string[] = []
  const store = storageStore(createStorage(), { locks: createLocks(asked) })
  await store.set('a', 'x')
  await store.get('a')
  await store.update('b', () => 'x')
  await store.delete('a')
  expect(asked).toEqual(['zg-store:a', 'zg-store:b', 'zg-store:a'])
})

test('takes the page’s locks by itself', async () => {
  const asked: string[] = []
  vi.stubGlobal('navigator', { locks: createLocks(asked) })
  await storageStore(createStorage()).set('a', 'x')
  vi.unstubAllGlobals()
  expect(asked).toEqual(['zg-store:a'])
})

test('a full storage is said, and what was there stays', async () => {
  const store = storageStore(createStorage({ most: 100 }))
  await store.set('key', 'x')
  const full = { name: 'StoreUnavailableError', details: 'The quota has been exceeded.' }
  await expect(store.set('key', 'y'.repeat(200))).rejects.toMatchObject(full)
  await expect(store.update('key', () => 'y'.repeat(200))).rejects.toMatchObject(full)
  expect(await store.get('key')).toBe('x')
})

test('a forbidden one too', async () => {
  const storage = createStorage()
  const getItem = () => {
    throw new DOMException('The operation is insecure.', 'SecurityError')
  }
  const forbidden = { name: 'StoreUnavailableError', details: 'The operation is insecure.' }
  await expect(storageStore({ ...storage, getItem }).get('key')).rejects.toMatchObject(forbidden)
})

test.each(['', 'x', '7', '"x"', '{"value":null}'])(
  'what something else wrote there (%j) is refused',
  async (text) => {
    const storage = createStorage()
    storage.setItem('key', text)
    const store = storageStore(storage)
    const refused = { name: 'StoredEntryError', key: 'key' }
    await expect(store.get('key')).rejects.toMatchObject(refused)
    await expect(store.update('key', () => 'y')).rejects.toMatchObject(refused)
    expect(storage.getItem('key')).toBe(text)
    await store.set('key', 'y')
    expect(await store.get('key')).toBe('y')
  },
)
