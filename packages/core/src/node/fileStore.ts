import { createHash } from 'node:crypto'
import { chmod, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { BaseError } from '../errors.js'
import { type Apply, combineUpdates, isOver } from '../store/combineUpdates.js'
import { decodeEntry, encodeEntry } from '../store/entry.js'
import type { AtomicStore } from '../store/store.js'
import { StoreBusyError, StoreUnavailableError } from '../store/storeErrors.js'
import { type Held, isCode, withToken } from './withToken.js'

/**
 * A store in a folder, for the processes of one machine.
 *
 * The folder is for this store alone and becomes readable for its owner only (0700), as are its files (0600): one for each key, named by a
 * hash. A file is written aside, flushed, and then gets its name, so that none is ever half-written. Processes take turns; what a killed
 * one held is free again at once. On a folder that several machines or containers share that takes `patienceMs`, 10 s by default.
 * A turn is waited for up to `timeoutMs`, 30 s by default. `now` is the clock of times to live.
 *
 * Methods throw `StoreBusyError` when another process doesn't give way in time, `StoreUnavailableError` when the folder can't be used, and
 * `StoredEntryError` for a file that something else wrote.
 *
 * @example
 * ```ts
 * import { fileStore } from '@zg/core/node'
 *
 * const store = fileStore('.zg/store')
 * await store.update('counter', (current) => String(BigInt(current ?? '0') + 1n))
 * ```
 */
export function fileStore(
  folder: string,
  { now = Date.now, timeoutMs = 30_000, patienceMs = 10_000 }: fileStore.Options = {},
): AtomicStore {
  const guarded = async <t>(run: () => Promise<t>): Promise<t> => {
    try {
      return await run()
    } catch (error) {
      if (BaseError.is(error)) throw error
      const details = error instanceof Error ? error.message : String(error)
      const remedy = 'Check that it can be written by this user and that the disk has space.'
      throw new StoreUnavailableError({ what: `The folder ${folder}`, reason: 'failed', details, remedy })
    }
  }
  let opened: Promise<void> | undefined
  const prepare = (): Promise<void> => {
    opened ??= openFolder(folder).catch((error: unknown) => {
      opened = undefined
      throw error
    })
    return opened
  }
  const read = async (key: string, path: string) => {
    const text = await readIfThere(path)
    return text === null ? null : { value: decodeEntry(text, { key, where: path, now: now() }) }
  }
  const commit = (key: string, apply: Apply): Promise<void> =>
    guarded(async () => {
      await prepare()
      const { part, path } = placeOf(folder, key)
      await withToken(part, { timeoutMs, patienceMs }, async (held) => {
        const next = apply((await read(key, path))?.value ?? null)
        if (!next) return
        const { value, ttlMs } = next
        if (value === null || isOver(ttlMs)) await rm(path, { force: true })
        else await replace(path, encodeEntry(value, { now: now(), ttlMs }), held)
      })
    })
  const update = combineUpdates(commit)

  return {
    get: (key) =>
      guarded(async () => {
        const found = await read(key, placeOf(folder, key).path)
        // Over, unless somebody wrote it anew meanwhile.
        if (found?.value === null) await commit(key, (current) => (current === null ? { value: null } : null))
        return found?.value ?? null
      }),
    set: async (key, value, options) => {
      await update(key, () => value, options)
    },
    delete: async (key) => {
      await update(key, () => null)
    },
    update,
  }
}

export declare namespace fileStore {
  type Options = {
    now?: (() => number) | undefined
    timeoutMs?: number | undefined
    patienceMs?: number | undefined
  }
}

/** A key's file, and the part of the folder whose keys take turns. */
function placeOf(folder: string, key: string): { part: string; path: string } {
  const name = createHash('sha256').update(key).digest('hex')
  const part = join(folder, name.slice(0, 2))
  return { part, path: join(part, `${name}.json`) }
}

async function openFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await chmod(folder, 0o700)
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null
    throw error
  }
}

async function replace(path: string, text: string, { draft, isHeld }: Held): Promise<void> {
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  if (await isHeld()) return rename(draft, path)
  await rm(draft, { force: true })
  throw new StoreBusyError({
    what: 'Another process took this one for dead while it wrote',
    remedy: 'Try again; give a longer patienceMs when this process is often stopped for that long.',
  })
}
