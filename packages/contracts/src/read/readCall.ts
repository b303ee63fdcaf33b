import type { Client } from 'viem'
import { readContract } from 'viem/actions'
import { bindCall } from '../bindCall.js'
import { toTypedError, withAllErrors } from '../chain/toTypedError.js'
import { type Deadline, withDeadline } from '../chain/withDeadline.js'
import type { Contracts, Protocol, Read } from '../protocol.js'

/**
 * Asks a contract and decodes its answer: the one path of every read.
 *
 * Throws the typed error of a revert, `ContractMissingError` where there is no contract, `NetworkError` or `RpcError` when
 * the endpoint fails, and the signal's reason. A failed read is never turned into a value.
 *
 * @example
 * ```ts
 * import { getDeployment, legacy, zeroGDevnet } from '@zg/contracts'
 * import { readCall } from '@zg/contracts/read'
 * import { createClient, http } from 'viem'
 *
 * const client = createClient({ chain: zeroGDevnet, transport: http() })
 * const { contracts } = getDeployment(legacy, zeroGDevnet.id)
 * const seconds = await readCall(client, { call: legacy.inference.lockTime(), protocol: legacy, contracts })
 * ```
 */
export async function readCall<result>(
  client: Client,
  parameters: readCall.Parameters<result>,
): Promise<result> {
  const { call, contracts, protocol, signal, timeoutMs } = parameters
  const bound = bindCall(call, contracts)
  const url: string | undefined = client.transport.url
  const abi = withAllErrors(bound, protocol)
  const raw = await withDeadline(
    () =>
      readContract(client, { ...bound, abi }).catch((cause: unknown) => {
        throw toTypedError(cause, { call: bound, from: client.account?.address, protocol, url })
      }),
    { signal, timeoutMs, url },
  )
  return call.decode(raw)
}

export declare namespace readCall {
  type Parameters<result> = Deadline & { call: Read<result>; protocol: Protocol; contracts: Contracts }
}
