import { type Deadline, toNetworkError, withDeadline } from '@zg/contracts/read'
import { type Client, hexToBigInt } from 'viem'

const defaultTimeoutMs = 60_000

/** The latest block's number, as the endpoint has it now. */
export async function readBlockNumber(
  client: Client,
  { signal, timeoutMs = defaultTimeoutMs }: Deadline,
): Promise<bigint> {
  const { url } = client.transport
  const read = async () => hexToBigInt(await client.request({ method: 'eth_blockNumber' }))
  return withDeadline(read, { signal, timeoutMs, url }).catch((cause: unknown) => {
    throw toNetworkError(cause, url)
  })
}
