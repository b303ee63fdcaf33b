import { BaseError } from '../errors.js'
import { combineUpdates, isOver, type Next } from './combineUpdates.js'
import type { AtomicStore } from './store.js'
import { StoreBusyError, StoredEntryError, StoreUnavailableError } from './storeErrors.js'

/** Writes if the key holds what it should: 1, or 0 and what it holds. */
const writeIf = `
local current = redis.call('GET', KEYS[1])
if (ARGV[1] == 'none' and current) or (ARGV[1] == 'same' and current ~= ARGV[2]) then
  return { 0, current }
end
if ARGV[3] == 'delete' then
  redis.call('DEL', KEYS[1])
elseif ARGV[3] == 'forever' then
  redis.call('SET', KEYS[1], ARGV[4])
else
  redis.call('SET', KEYS[1], ARGV[4], 'PX', ARGV[3])
end
return { 1 }`

/** A value that must be there: another text, none, or whatever there is. */
type Expected = { is: string | null } | 'anything'

/**
 * A store in Redis or Valkey, for processes on any number of machines. `client` is a connected one of the packages `redis` (4 or later) or
 * `ioredis` (5 or later); closing it stays its owner's.
 *
 * `update` is a compare-and-set in Lua and tries at most `attempts` times, 500 by default. Each question ends after `timeoutMs`, 5 s by
 * default. Keys are taken as they are, so that a server that others use too needs a database of its own.
 *
 * Methods throw `StoreUnavailableError` when the server is lost, refuses or is late, and `StoreBusyError` after the last attempt. A change
 * whose answer was lost is not tried again here; `ioredis` would, so give it `autoResendUnfulfilledCommands: false` where a change must
 * not be applied twice.
 *
 * @example
 * ```ts
 * import { redisStore } from '@zg/core/redis'
 *
 * // const client = await createClient({ url: 'redis://127.0.0.1:6379' }).connect()   from 'redis'
 * // const client = new Redis({ autoResendUnfulfilledCommands: false })               from 'ioredis'
 * export const createStore = (client: redisStore.Client) => redisStore(client)
 * ```
 */
export function redisStore(
  client: redisStore.Client,
  { attempts = 500, timeoutMs = 5_000 }: redisStore.Options = {},
): AtomicStore {
  const get = async (key: string): Promise<string | null> =>
    readText(key, await answerOf(() => client.get(key), timeoutMs))

  const write = async (
    key: string,
    expected: Expected,
    next: Next,
  ): Promise<{ found: string | null } | null> => {
    const args = [...toArguments(expected), ...toWrite(next)]
    const answer = await answerOf(
      () =>
        'defineCommand' in client
          ? client.eval(writeIf, 1, key, ...args)
          : client.eval(writeIf, { keys: [key], arguments: args }),
      timeoutMs,
    )
    const [done, found = null]: readonly unknown[] = Array.isArray(answer) ? answer : []
    return Number(done) === 1 ? null : { found: readText(key, found) }
  }

  return {
    get,
    set: async (key, value, { ttlMs } = {}) => {
      await write(key, 'anything', { value, ttlMs })
    },
    delete: async (key) => {
      await write(key, 'anything', { value: null })
    },
    update: combineUpdates(async (key, apply) => {
      let is = await get(key)
      for (let left = attempts; left > 0; left -= 1) {
        const next = apply(is)
        if (!next) return
        const conflict = await write(key, { is }, next)
        if (!conflict) return
        is = conflict.found
      }
      throw new StoreBusyError({
        what: `Other processes changed ${JSON.stringify(key)} in Redis first, ${attempts} times`,
        remedy: 'Try again later, or let fewer processes share this value.',
      })
    }),
  }
}

export declare namespace redisStore {
  /** What is used of a client of `redis` or `ioredis`. */
  type Client =
    | {
        get(key: string): Promise<unknown>
        eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>
      }
    | {
        get(key: string): Promise<unknown>
        eval(script: string, keys: number, ...rest: string[]): Promise<unknown>
        defineCommand(name: string, definition: { lua: string }): void
      }
  type Options = { attempts?: number | undefined; timeoutMs?: number | undefined }
}

const toArguments = (expected: Expected): readonly [string, string] => {
  if (expected === 'anything') return ['any', '']
  return expected.is === null ? ['none', ''] : ['same', expected.is]
}

/** Redis takes whole milliseconds, up to a date that its 64 bits can hold. */
function toWrite({ value, ttlMs }: Next): readonly [string, string] {
  if (value === null || isOver(ttlMs)) return ['delete', '']
  return [
    ttlMs === undefined || ttlMs > Number.MAX_SAFE_INTEGER ? 'forever' : String(Math.ceil(ttlMs)),
    value,
  ]
}

function readText(key: string, value: unknown): string | null {
  if (value === null || typeof value === 'string') return value
  throw new StoredEntryError({ key, where: 'that key in Redis' })
}

async function answerOf(ask: () => Promise<unknown>, timeoutMs: number): Promise<unknown> {
  const remedy = 'Check that the server runs and that the client is connected to it, then try again.'
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    const error = new StoreUnavailableError({ what: 'Redis', reason: 'timeout', remedy })
    timer = setTimeout(() => reject(error), timeoutMs)
  })
  try {
    return await Promise.race([ask(), late])
  } catch (error) {
    if (BaseError.is(error)) throw error
    const details = error instanceof Error ? error.message : String(error)
    throw new StoreUnavailableError({ what: 'Redis', reason: 'failed', details, remedy })
  } finally {
    clearTimeout(timer)
  }
}
