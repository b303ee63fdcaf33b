import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { describeStore } from '../testing/describeStore.js'
import { fileStore } from './fileStore.js'

const root = mkdtempSync(join(tmpdir(), 'zg-files-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
let count = 0
const newFolder = () => {
  count += 1
  return join(root, String(count), 'store')
}
const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path))
const valueFile = (folder: string): string =>
  filesIn(folder).find((path) => path.endsWith('.json')) ?? expect.unreachable('no value is there')

describeStore('files', () => {
  let time = 1_700_000_000_000
  const folder = newFolder()
  const open = () => fileStore(folder, { now: () => time })
  return {
    store: open(),
    another: open,
    advance: (ms) => {
      time += ms
    },
  }
})

describe('what is on disk', () => {
  test.runIf(process.platform !== 'win32')(
    'is for its owner only, in a folder that was open before too',
    async () => {
      const folder = newFolder()
      mkdirSync(folder, { recursive: true, mode: 0o777 })
      const store = fileStore(folder)
      await store.set('key', 'x')
      await store.update('other', () => 'y')
      for (const path of [folder, ...filesIn(folder)]) {
        const { mode } = statSync(path)
        expect((mode & 0o777).toString(8)).toBe(statSync(path).isDirectory() ? '700' : '600')
      }
    },
  )

  test('says no key in its names, and leaves no draft', async () => {
    const folder = newFolder()
    const store = fileStore(folder)
    await Promise.all(Array.from({ length: 20 }, (_, i) => store.set(`zg:secret:${i}`, 'x')))
    const names = filesIn(folder)
    expect(names.filter((name) => name.endsWith('.json'))).toHaveLength(20)
    expect(names.filter((name) => /secret|draft|held/.test(name))).toEqual([])
  })

  test('is removed when its time is over and somebody looks', async () => {
    const folder = newFolder()
    let time = 0
    const store = fileStore(folder, { now: () => time })
    await store.set('key', 'x', { ttlMs: 10 })
    time = 10
    expect(await store.get('key')).toBeNull()
    expect(filesIn(folder).filter((name) => name.endsWith('.json'))).toEqual([])
  })

  test.each(['', '{', '[]', 'null', '{"value":1}', '{"value":"x","expiresAt":"soon"}'])(
    'but isn’t an entry (%j) is refused and stays',
    async (text) => {
      const folder = newFolder()
      const store = fileStore(folder)
      await store.set('key', 'x')
      const path = valueFile(folder)
      writeFileSync(path, text)
      const refused = { name: 'StoredEntryError', key: 'key', metaMessages: [expect.stringContaining(path)] }
      await expect(store.get('key')).rejects.toMatchObject(refused)
      await expect(store.update('key', () => 'y')).rejects.toMatchObject(refused)
      expect(await store.update('other', () => 'y')).toBe('y')
    },
  )
})

describe('a folder', () => {
  test('that can’t be one is said, and again when it still can’t', async () => {
    const folder = newFolder()
    mkdirSync(join(folder, '..'), { recursive: true })
    writeFileSync(folder, 'a file')
    const store = fileStore(folder)
    const refused = {
      name: 'StoreUnavailableError',
      reason: 'failed',
      shortMessage: expect.stringContaining(folder),
    }
    await expect(store.set('key', 'x')).rejects.toMatchObject(refused)
    await expect(store.update('key', () => 'x')).rejects.toMatchObject(refused)
    rmSync(folder)
    await store.set('key', 'x')
    expect(await store.get('key')).toBe('x')
  })

  test('whose token is gone is said', async () => {
    const folder = newFolder()
    const store = fileStore(folder, { timeoutMs: 50 })
    await store.set('key', 'x')
    rmSync(filesIn(folder).find((path) => path.endsWith('free')) ?? '')
    await expect(store.set('key', 'y')).rejects.toMatchObject({
      name: 'StoreBusyError',
      metaMessages: ['Something else changed that folder. Delete it while no process uses it.'],
    })
    expect(await store.get('key')).toBe('x')
  })
})
