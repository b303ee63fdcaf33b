import { type Client, decodeFunctionResult, encodeFunctionData } from 'viem'
import { call as ethCall } from 'viem/actions'
import { bindCall } from '../bindCall.js'
import type { Contracts, Read } from '../calls.js'
import { toTypedError } from '../chain/toTypedError.js'
import { type Deadline, withDeadline } from '../chain/withDeadline.js'
import type { Protocol } from '../protocol.js'

const defaultTimeoutMs = 60_000

/**
 * Asks a contract and decodes its answer: the one path of every read.
 *
 * Throws the typed error of a revert, `ContractMissingError` where there is no contract, `NetworkError` or `RpcError` when
 * the endpoint fails or takes longer than `timeoutMs` (60 s), and the signal's reason. A failed read is never turned into a value.
 *
 * @example
 * ```ts
 * import { getDeployment, v1, zeroGDevnet } from '@zg/contracts'
 * import { readCall } from '@zg/contracts/read'
 * import { createClient, http } from 'viem'
 *
 * const client = createClient({ chain: zeroGDevnet, transport: http() })
 * const { contracts } = getDeployment(v1, zeroGDevnet.id)
 * const seconds = await readCall(client, { call: v1.inference.lockTime(), protocol: v1, contracts })
 * ```
 */
export async function readCall<result>(
  client: Client,
  parameters: readCall.Parameters<result>,
): Promise<result> {
  const { call, contracts, protocol, signal, timeoutMs = defaultTimeoutMs, blockNumber } = parameters
  const bound = bindCall(call, contracts)
  const { abi, address, args, functionName } = bound
  const url: string | undefined = client.transport.url
  const ask = async () => {
    try {
      const request = { to: address, data: encodeFunctionData({ abi, functionName, args }) }
      const { data = '0x' } = await ethCall(client, {
        ...request,
        ...(blockNumber === undefined ? {} : { blockNumber }),
      })
      return decodeFunctionResult({ abi, functionName, args, data })
    } catch (cause) {
      throw toTypedError(cause, { call: bound, from: client.account?.address, protocol, url })
    }
  }
  return call.decode(await withDeadline(ask, { signal, timeoutMs, url }))
}

export declare namespace readCall {
  type Parameters<result> = Deadline & {
    call: Read<result>
    protocol: Protocol
    contracts: Contracts
    /** A past block to read at; the latest when absent. */
    blockNumber?: bigint | undefined
  }
}
