import {
  type ContractError,
  checkAddress,
  resolveContext,
  type Service,
  type ServiceNotFoundError,
} from '@zg/contracts'
import { readCall } from '@zg/contracts/read'
import type { NetworkError } from '@zg/core'
import type { Address, Client } from 'viem'
import type { Options } from '../options.js'

/**
 * Reads one provider's service: URL, model, and prices in neuron per token.
 *
 * Throws `ServiceNotFoundError` when the provider has none, `NetworkError` or `RpcError` when the endpoint fails.
 *
 * @example
 * ```ts
 * import { getService } from '@zg/inference'
 * import type { Address, Client } from 'viem'
 *
 * const read = (client: Client, provider: Address) => getService(client, { provider })
 * ```
 */
export async function getService(
  client: Client,
  options: getService.Parameters,
): Promise<getService.ReturnType> {
  const { protocol, contracts } = resolveContext(client, options)
  const { signal, timeoutMs } = options
  const call = protocol.inference.getService(checkAddress(options.provider, 'provider'))
  return readCall(client, { call, protocol, contracts, signal, timeoutMs })
}

export declare namespace getService {
  type Parameters = Options & { provider: Address }
  type ReturnType = Service
  type ErrorType = ServiceNotFoundError | ContractError | NetworkError
}
