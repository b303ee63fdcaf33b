import type { SignatureDocument } from '@zg/attestation/response'
import type { Service } from '@zg/contracts'
import { NetworkError } from '@zg/core'
import { fetchText } from '../http/fetchText.js'
import { parseObject } from '../http/parseObject.js'
import type { ProviderOptions } from '../options.js'
import { endpointOf } from '../serviceUrl.js'

/** Null where the provider has no signature for the answer; a reason where nobody could be asked. */
export type FoundSignature = { signature: SignatureDocument | null } | { unreachable: string }

/** Asks a provider for its signature of an answer. Nothing pays for the question. */
export async function fetchSignature(
  service: Pick<Service, 'provider' | 'url' | 'model'>,
  { chatId, ...options }: Pick<ProviderOptions, 'fetch' | 'signal' | 'timeoutMs'> & { chatId: string },
): Promise<FoundSignature> {
  const url = `${endpointOf(service)}/signature/${encodeURIComponent(chatId)}?model=${encodeURIComponent(service.model)}`
  try {
    const { status, text } = await fetchText(url, options)
    if (status >= 500 || status === 429) return { unreachable: `the provider answered ${status}` }
    return { signature: status === 200 ? toDocument(text) : null }
  } catch (error) {
    if (error instanceof NetworkError) return { unreachable: error.shortMessage }
    throw error
  }
}

/** A document without its two texts is kept as empty ones: it is there, and fails. */
function toDocument(text: string): SignatureDocument {
  const { text: signed, signature } = parseObject(text) ?? {}
  return {
    text: typeof signed === 'string' ? signed : '',
    signature: typeof signature === 'string' ? signature : '',
  }
}
