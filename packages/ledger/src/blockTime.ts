import { type Deadline, toNetworkError, withDeadline } from '@zg/contracts/read'
import type { Client } from 'viem'
import { getBlock } from 'viem/actions'

/** The chain's own time, in seconds since the epoch: that of its latest block. */
export async function blockTime(client: Client, { signal, timeoutMs }: Deadline): Promise<bigint> {
  const { url } = client.transport
  const read = async () => {
    try {
      return (await getBlock(client)).timestamp
    } catch (cause) {
      throw toNetworkError(cause, url)
    }
  }
  return withDeadline(read, { signal, timeoutMs, url })
}
