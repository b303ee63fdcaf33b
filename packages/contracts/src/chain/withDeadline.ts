import { NetworkError } from '@zg/core'

/** How long a call may take. */
export type Deadline = { signal?: AbortSignal | undefined; timeoutMs?: number | undefined }

/** Who is waited for. */
type Waited = {
  url: string | undefined
  /** The subject of the error's sentence. */
  what?: string | undefined
}

/**
 * Waits for `work`, but not past the deadline: the signal's reason or a `NetworkError` is thrown then.
 *
 * @example
 * ```ts
 * import { withDeadline } from '@zg/contracts/read'
 * import type { Client } from 'viem'
 * import { getBlockNumber } from 'viem/actions'
 *
 * const latest = (client: Client) =>
 *   withDeadline(() => getBlockNumber(client), { timeoutMs: 2_000, url: client.transport.url })
 * ```
 */
export async function withDeadline<result>(
  work: () => Promise<result>,
  { signal, timeoutMs, url, what }: Deadline & Waited,
): Promise<result> {
  signal?.throwIfAborted()
  if (signal === undefined && timeoutMs === undefined) return work()
  const { deadline, release } = startDeadline({ signal, timeoutMs, url, what })
  try {
    return await Promise.race([work(), deadline])
  } finally {
    release()
  }
}

function startDeadline({ signal, timeoutMs, url = '', what = 'The RPC endpoint' }: Deadline & Waited) {
  const cleared = new AbortController()
  const deadline = new Promise<never>((_, reject) => {
    const { signal: released } = cleared
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true, signal: released })
    if (timeoutMs === undefined) return
    const expire = () => reject(new NetworkError({ what, url, reason: 'timeout', timeoutMs }))
    const timer = setTimeout(expire, timeoutMs)
    released.addEventListener('abort', () => clearTimeout(timer), { once: true })
  })
  return { deadline, release: () => cleared.abort() }
}
