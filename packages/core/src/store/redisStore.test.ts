import { inspect } from 'node:util'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openIoredis, openRedis } from '../../test/openRedis.js'
import { type RedisServer, startRedis } from '../../test/startRedis.js'
import { describeStore } from '../testing/describeStore.js'
import { redisStore } from './redisStore.js'

let server: RedisServer
beforeAll(async () => {
  server = await startRedis()
})
const closers: (() => unknown)[] = []
afterAll(async () => {
  for (const close of closers) close()
  await server.stop()
})

const connect = {
  redis: () => open.redis(server.socket, 1),
  ioredis: () => open.ioredis(server.socket, 2),
}
const open = {
  redis: async (socket: string, database: number) => {
    const client = await openRedis(socket, { database })
    closers.push(() => client.destroy())
    return client
  },
  ioredis: async (socket: string, database: number) => {
    const client = await openIoredis(socket, { database })
    closers.push(() => client.disconnect())
    return client
  },
}

/** What a test does beside the store, in the same database. */
async function admin(database: number): Promise<Redis> {
  const client = new Redis(server.socket, { db: database })
  closers.push(() => client.disconnect())
  return client
}

/** Brings every end nearer, which is what a clock further on would do. */
async function advance(client: Redis, ms: number): Promise<void> {
  for (const key of await client.keys('*')) {
    const left = await client.pttl(key)
    if (left >= 0) await client.pexpire(key, left - ms)
  }
}

describe.each(['redis', 'ioredis'] as const)('%s', (name) => {
  let clients: readonly redisStore.Client[]
  let beside: Redis
  beforeAll(async () => {
    clients = [await connect[name](), await connect[name](), await connect[name]()]
    beside = await admin(name === 'redis' ? 1 : 2)
  })

  describeStore(name, async () => {
    await beside.flushdb()
    const [store, ...others] = clients.map((client) => redisStore(client))
    if (!store) throw new Error('unreachable: there are three clients')
    return { store, another: () => others.pop() ?? store, advance: (ms) => advance(beside, ms) }
  })

  test('the value stands in Redis as it is, with its end', async () => {
    const store = redisStore(await connect[name]())
    await store.set('zg:plain', '{"a":1}', { ttlMs: 60_000 })
    expect(await beside.get('zg:plain')).toBe('{"a":1}')
    expect(await beside.pttl('zg:plain')).toBeGreaterThan(0)
    await store.update('zg:plain', () => 'y')
    expect(await beside.pttl('zg:plain')).toBe(-1)
  })

  test('a value of another kind is refused, with what Redis says', async () => {
    await beside.lpush('zg:list', 'x')
    const store = redisStore(await connect[name]())
    const refused = { name: 'StoreUnavailableError', reason: 'failed', details: /WRONGTYPE/ }
    const wanted = { ...refused, details: expect.stringMatching(refused.details) }
    await expect(store.get('zg:list')).rejects.toMatchObject(wanted)
    await expect(store.update('zg:list', () => 'y')).rejects.toMatchObject(wanted)
  })

  test('other writers that are always first end the attempts', async () => {
    const client = await connect[name]()
    const store = redisStore(client, { attempts: 4 })
    let runs = 0
    const attempt = store.update('zg:raced', (current) => {
      runs += 1
      // On the same connection, so that it is there before the write that follows.
      void redisStore(client).set('zg:raced', `${runs}`)
      return `${current}!`
    })
    await expect(attempt).rejects.toMatchObject({ name: 'StoreBusyError' })
    expect(runs).toBe(4)
    expect(await beside.get('zg:raced')).toBe('4')
  })

  test.each([
    ['a number', 7],
    ['bytes', new Uint8Array([1])],
  ])('a client that answers with %s is refused', async (_, answer) => {
    const store = redisStore({ get: async () => answer, eval: async () => [0, answer] })
    await expect(store.get('zg:key')).rejects.toMatchObject({ name: 'StoredEntryError', key: 'zg:key' })
    await expect(store.set('zg:key', 'x')).rejects.toMatchObject({ name: 'StoredEntryError' })
  })

  test('what a client says of a failure goes on, its values don’t', async () => {
    const secret = 'app-sk-secret'
    const failure = Object.assign(new Error('READONLY You can’t write'), { command: { args: [secret] } })
    const fail = async () => Promise.reject(failure)
    const error: unknown = await redisStore({ get: fail, eval: fail })
      .set('key', secret)
      .catch((reason: unknown) => reason)
    expect(error).toMatchObject({ name: 'StoreUnavailableError', details: 'READONLY You can’t write' })
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(secret)
  })
})

describe.each(['redis', 'ioredis'] as const)('%s, when the server is lost', (name) => {
  test('says so in time, and works on when it is back', async () => {
    const own = await startRedis()
    const client = await open[name](own.socket, 0)
    const store = redisStore(client, { timeoutMs: 300 })
    await store.set('key', 'x')
    await own.kill()
    const lost = {
      name: 'StoreUnavailableError',
      metaMessages: [expect.stringContaining('Check that the server runs')],
    }
    await expect(store.get('key')).rejects.toMatchObject(lost)
    await expect(store.set('key', 'y')).rejects.toMatchObject(lost)
    await expect(store.update('key', () => 'y')).rejects.toMatchObject(lost)
    await own.start()
    await vi.waitFor(() => expect(store.update('other', (current) => `${current}z`)).resolves.toBe('nullz'), {
      timeout: 30_000,
    })
    await own.stop()
  })

  test('and a closed client too', async () => {
    const client = await open[name](server.socket, 3)
    for (const close of closers.splice(-1)) close()
    const lost = { name: 'StoreUnavailableError', reason: 'failed' }
    await expect(redisStore(client).get('key')).rejects.toMatchObject(lost)
    await expect(redisStore(client).update('key', () => 'x')).rejects.toMatchObject(lost)
  })
})
