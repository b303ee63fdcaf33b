import { pause } from '@zg/contracts/read'
import type { Client } from 'viem'
import { readBlockNumber } from '../history/readBlockNumber.js'
import { EndpointBehindError } from './errors.js'

const pauseMs = 500
const looks = 20

/** Waits, ten seconds at most, until the endpoint knows a block. Of several nodes behind one, the slowest may be asked. */
export async function waitForBlock(
  client: Client,
  block: bigint,
  deadline: { signal: AbortSignal | undefined; timeoutMs: number },
): Promise<void> {
  if (block === 0n) return
  for (let look = 1; ; look += 1) {
    const latest = await readBlockNumber(client, deadline)
    if (latest >= block) return
    if (look === looks) throw new EndpointBehindError({ latest, expected: block })
    await pause(pauseMs, deadline.signal)
  }
}
