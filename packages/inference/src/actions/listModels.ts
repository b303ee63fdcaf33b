import { resolveContext } from '@zg/contracts'
import type { Client } from 'viem'
import { fetchModels } from '../discovery/fetchModels.js'
import type { ServiceModel } from '../discovery/serviceModel.js'
import type { InvalidServiceUrlError, ProviderError, ProviderReplyError } from '../errors.js'
import type { ProviderOptions } from '../options.js'
import { getService } from './getService.js'

/**
 * Asks a provider which models it serves, with what it says of them: prices in neuron, context length and more.
 *
 * Throws `ServiceNotFoundError`, `InvalidServiceUrlError`, `ProviderReplyError` for an answer that lists none, the typed error of a refusal, and
 * `NetworkError` for a provider that can't be reached within `timeoutMs` (10 s).
 *
 * @example
 * ```ts
 * import { listModels } from '@zg/inference'
 * import type { Address, Client } from 'viem'
 *
 * const idsOf = async (client: Client, provider: Address) => (await listModels(client, { provider })).map(({ id }) => id)
 * ```
 */
export async function listModels(
  client: Client,
  options: listModels.Parameters,
): Promise<listModels.ReturnType> {
  const { protocol } = resolveContext(client, options)
  const { fetch, signal, timeoutMs } = options
  return fetchModels(await getService(client, options), { protocol, fetch, signal, timeoutMs })
}

export declare namespace listModels {
  type Parameters = ProviderOptions & getService.Parameters
  type ReturnType = readonly ServiceModel[]
  type ErrorType = getService.ErrorType | InvalidServiceUrlError | ProviderReplyError | ProviderError
}
