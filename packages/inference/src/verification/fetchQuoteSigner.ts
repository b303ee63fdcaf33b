import type { Protocol, Service } from '@zg/contracts'
import type { Address } from 'viem'
import { QuoteError } from '../errors.js'
import { fetchText } from '../http/fetchText.js'
import { parseObject } from '../http/parseObject.js'
import { toProviderError } from '../http/toProviderError.js'
import type { ProviderOptions } from '../options.js'
import { serviceUrl } from '../serviceUrl.js'
import { readQuoteSigner } from './readQuoteSigner.js'

/** Asks a provider for its quote and reads the signer out of it. The JSON's own fields are never trusted, and one that disagrees is refused. */
export async function fetchQuoteSigner(
  service: Service,
  { protocol, ...options }: ProviderOptions & { protocol: Protocol },
): Promise<Address> {
  const { provider } = service
  const { status, text } = await fetchText(`${serviceUrl(service)}/v1/quote`, options)
  if (status !== 200) throw toProviderError({ protocol, provider, status, body: text })
  const document = parseObject(text)
  if (!document)
    throw new QuoteError({ provider, reason: 'the provider answered with something else than JSON' })
  const read = readQuoteSigner(document.quote)
  if ('reason' in read) throw new QuoteError({ provider, reason: read.reason })
  const claimed = document.provider_signer
  if (claimed !== undefined && String(claimed).toLowerCase() !== read.signer.toLowerCase()) {
    throw new QuoteError({
      provider,
      reason: `it holds signer ${read.signer}, but the JSON beside it says ${String(claimed)}`,
    })
  }
  return read.signer
}
