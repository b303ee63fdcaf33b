import { AccountRequiredError, type ContractError, resolveContext } from '@zg/contracts'
import { readCall } from '@zg/contracts/read'
import { type Check, createReport, NetworkError, type Report } from '@zg/core'
import type { Address, Client } from 'viem'
import { fetchText } from '../http/fetchText.js'
import { parseObject } from '../http/parseObject.js'
import type { ProviderOptions } from '../options.js'
import { endpointOf } from '../serviceUrl.js'
import { readChatId } from '../verification/readChatId.js'
import { answerChecks, type SignatureDocument } from '../verification/verifyResponse.js'
import { getService } from './getService.js'

/**
 * Verifies one exchange with a provider, and reports what was checked.
 *
 * `request` and `response` are the exact bytes sent and received, of a JSON answer or of a whole stream. The signature is fetched by the answer's id
 * and must be by the signer that is acknowledged on chain, over the hashes of these bytes. A missing signature fails; a provider that can't be reached
 * makes the verdict `incomplete`. Throws only when the chain can't be read: `NetworkError`, `RpcError`, `SubAccountNotFoundError`.
 *
 * @example
 * ```ts
 * import { processResponse } from '@zg/inference'
 * import type { Address, Client } from 'viem'
 *
 * async function isProven(client: Client, provider: Address, request: string, response: string) {
 *   const { verdict } = await processResponse(client, { provider, request, response })
 *   return verdict === 'verified'
 * }
 * ```
 */
export async function processResponse(
  client: Client,
  options: processResponse.Parameters,
): Promise<processResponse.ReturnType> {
  const { protocol, contracts } = resolveContext(client, options)
  const { provider, request, response, signal, timeoutMs } = options
  const user = client.account?.address
  if (!user) throw new AccountRequiredError({ functionName: 'processResponse' })
  const call = protocol.inference.getAccount(user, provider)
  const [service, account] = await Promise.all([
    getService(client, options),
    readCall(client, { call, protocol, contracts, signal, timeoutMs }),
  ])
  const signer = protocol.inference.trustedSigner({ service, account })
  const acknowledged = 'chain.signerAcknowledged'
  if (!signer) {
    return report([
      {
        name: acknowledged,
        status: 'fail',
        required: true,
        reason: 'no signer is acknowledged for this provider',
      },
    ])
  }
  const chain: Check = { name: acknowledged, status: 'pass', required: true }
  const found = await fetchSignature(`${endpointOf(service)}/signature`, { ...options, model: service.model })
  if ('unreachable' in found) {
    const { unreachable: reason } = found
    return report([chain, { name: 'response.signature.present', status: 'skipped', required: true, reason }])
  }
  return report([chain, ...(await answerChecks({ request, response, signature: found.signature, signer }))])
}

export declare namespace processResponse {
  type Parameters = ProviderOptions & {
    provider: Address
    /** The exact bytes sent. */
    request: Uint8Array | string
    /** The exact bytes received. */
    response: Uint8Array | string
    /** The answer's id; read from the answer when absent. */
    chatId?: string | undefined
  }
  type ReturnType = Report
  type ErrorType = ContractError | NetworkError
}

const report = (checks: readonly Check[]) =>
  createReport({ subject: 'answer', assurance: 'acknowledged', checks })

type Found = { signature: SignatureDocument | null } | { unreachable: string }

/** The signature of an answer; null when the answer has no id, or the provider no signature for it. */
async function fetchSignature(
  url: string,
  options: processResponse.Parameters & { model: string },
): Promise<Found> {
  const id = options.chatId ?? readChatId(options.response)
  if (id === null) return { signature: null }
  try {
    const { status, text } = await fetchText(
      `${url}/${encodeURIComponent(id)}?model=${encodeURIComponent(options.model)}`,
      options,
    )
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
