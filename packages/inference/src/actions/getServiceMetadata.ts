import type { Client } from 'viem'
import { endpointOf } from '../serviceUrl.js'
import { getService } from './getService.js'

/**
 * Reads where a provider's OpenAI-compatible API stands, `/v1/proxy` included, and which model it serves.
 *
 * Throws `ServiceNotFoundError`, `InvalidServiceUrlError` for a URL that can't be used, `NetworkError` or `RpcError`.
 *
 * @example
 * ```ts
 * import { getServiceMetadata } from '@zg/inference'
 * import type { Address, Client } from 'viem'
 *
 * async function urlOf(client: Client, provider: Address) {
 *   const { endpoint } = await getServiceMetadata(client, { provider })
 *   return `${endpoint}/chat/completions`
 * }
 * ```
 */
export async function getServiceMetadata(
  client: Client,
  options: getServiceMetadata.Parameters,
): Promise<getServiceMetadata.ReturnType> {
  const service = await getService(client, options)
  return { endpoint: endpointOf(service), model: service.model }
}

export declare namespace getServiceMetadata {
  type Parameters = getService.Parameters
  type ReturnType = { endpoint: string; model: string }
  type ErrorType = getService.ErrorType
}
