import { RpcError } from '@zg/contracts'
import { type Deadline, toNetworkError, withDeadline } from '@zg/contracts/read'
import type { BlockTag, Client } from 'viem'
import { getBlock } from 'viem/actions'

const defaultTimeoutMs = 60_000

/**
 * The chain's own time, in seconds since the epoch: that of the block it works on, or of its latest one where it tells no other.
 *
 * A quiet chain mines no block while time goes by, so its latest block alone may be long past.
 */
export async function blockTime(
  client: Client,
  { signal, timeoutMs = defaultTimeoutMs }: Deadline,
): Promise<bigint> {
  const { url } = client.transport
  const timeOf = async (blockTag: BlockTag) => {
    try {
      return (await getBlock(client, { blockTag })).timestamp
    } catch (cause) {
      throw toNetworkError(cause, url)
    }
  }
  const read = () =>
    timeOf('pending').catch((error: unknown) => {
      // Not every node has a block that it works on; one that doesn't answer at all has no latest one either.
      if (error instanceof RpcError) return timeOf('latest')
      throw error
    })
  return withDeadline(read, { signal, timeoutMs, url })
}
