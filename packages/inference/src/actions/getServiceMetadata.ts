import type { Client } from 'viem'
import { ModelNotServedError } from '../discovery/errors.js'
import { isModel } from '../discovery/filter.js'
import type { InvalidServiceUrlError } from '../errors.js'
import { endpointOf } from '../serviceUrl.js'
import { getService } from './getService.js'

/**
 * Reads where a provider's OpenAI-compatible API stands, `/v1/proxy` included, and the model to name in requests to it.
 *
 * That is the model on chain, or `model` as a provider with several knows it (`listModels` asks which). Of a provider with one, `model` may be a whole id
 * or the part after its last slash, in any case; another one is `ModelNotServedError`. Asks the chain alone. Throws `ServiceNotFoundError`,
 * `InvalidServiceUrlError` for a URL that can't be used, `NetworkError` or `RpcError`.
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
  const { provider, model: served, details } = service
  const endpoint = endpointOf(service)
  const { model } = options
  if (model === undefined || isModel(served, model)) return { endpoint, model: served }
  if (!details.isMultiModel) throw new ModelNotServedError({ provider, model, served })
  return { endpoint, model }
}

export declare namespace getServiceMetadata {
  type Parameters = getService.Parameters & { model?: string | undefined }
  type ReturnType = { endpoint: string; model: string }
  type ErrorType = getService.ErrorType | InvalidServiceUrlError | ModelNotServedError
}
