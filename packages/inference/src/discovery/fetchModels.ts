import type { Protocol, Service } from '@zg/contracts'
import { ProviderReplyError } from '../errors.js'
import { fetchText } from '../http/fetchText.js'
import { toProviderError } from '../http/toProviderError.js'
import type { ProviderOptions } from '../options.js'
import { serviceUrl } from '../serviceUrl.js'
import { readModels, type ServiceModel } from './serviceModel.js'

type Options = Pick<ProviderOptions, 'fetch' | 'signal' | 'timeoutMs'>

/** Asks a provider what it serves. Throws a typed error when it doesn't say. */
export async function fetchModels(
  service: Service,
  { protocol, ...options }: Options & { protocol: Protocol },
): Promise<readonly ServiceModel[]> {
  const { provider } = service
  const { status, text } = await fetchText(`${serviceUrl(service)}/v1/models`, options)
  if (status !== 200) throw toProviderError({ protocol, provider, status, body: text })
  const models = readModels(text, service)
  if (!models) {
    throw new ProviderReplyError({ provider, what: 'list of models', reason: 'it has no data' })
  }
  return models
}
