import { Redis } from 'ioredis'
import { createClient } from 'redis'

type Options = { database?: number }

/** What a lost connection is told by; the questions under way fail by themselves. */
const ignore = () => undefined

/** A client of `redis`, by a socket file, that comes back soon after its server does. */
export async function openRedis(path: string, { database = 0 }: Options = {}) {
  const client = createClient({ socket: { path, reconnectStrategy: 20 }, database })
  client.on('error', ignore)
  await client.connect()
  return client
}

/** The same of `ioredis`. */
export async function openIoredis(path: string, { database = 0 }: Options = {}) {
  const client = new Redis(path, {
    db: database,
    retryStrategy: () => 20,
    maxRetriesPerRequest: 3,
    autoResendUnfulfilledCommands: false,
  })
  client.on('error', ignore)
  await client.ping()
  return client
}
