import type { AtomicStore } from '@zg/core'
import { fileStore } from '@zg/core/node'
import { redisStore } from '@zg/core/redis'
import { openRedis } from '../../core/test/openRedis.js'

/** Stores that processes can share: a folder, or a Redis by its socket. */
export type SharedStore = { kind: 'files' | 'redis'; place: string }

/** Opens one; `close` lets the process end. */
export async function openShared({
  kind,
  place,
}: SharedStore): Promise<{ store: AtomicStore; close: () => void }> {
  if (kind === 'files') return { store: fileStore(place), close: () => undefined }
  const client = await openRedis(place)
  return { store: redisStore(client), close: () => client.destroy() }
}
