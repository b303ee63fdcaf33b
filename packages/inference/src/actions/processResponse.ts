import { type ContractError, resolveContext, type Service, type ServiceNotFoundError } from '@zg/contracts'
import { type Assurance, type Check, createReport, type NetworkError, type Report } from '@zg/core'
import type { Address, Client } from 'viem'
import type { ProviderVerifier } from '../connection/prove.js'
import type { ProviderOptions } from '../options.js'
import { readParties } from '../readParties.js'
import { fetchSignature } from '../verification/fetchSignature.js'
import { makesImages } from '../verification/imageHashes.js'
import { readChatId } from '../verification/readChatId.js'
import { verifyResponse, withHardware } from '../verification/verifyResponse.js'

/**
 * Verifies one exchange with a provider, and reports what was checked.
 *
 * `request` and `response` are the exact bytes sent and received, of a JSON answer or of a whole stream. The signature is fetched by the answer's id:
 * the one in the answer's `headers` (`ZG-Res-Key`, which names streams and answers without an id of their own too), else the completion's. It must be by the signer that is
 * acknowledged on chain, over the hashes of these bytes. A missing signature fails; a provider that can't be reached makes the verdict `incomplete`.
 * With a `verifier` the provider's hardware is examined too, and stands behind the answer once it is verified; `require: 'verified'` makes it fail
 * otherwise. Where the network's owner vouches for signers, this needs neither an account nor a sub-account. Of an answer with images (`b64_json`) each image is
 * signed; one that holds addresses of images instead fails at `response.body.hash`. One that came compressed, by its `content-encoding`, is `incomplete`:
 * what was signed can't be seen any more. Throws only when the chain can't be read: `ServiceNotFoundError`, `NetworkError`, `RpcError`.
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
  const user = client.account?.address ?? null
  const read = { protocol, contracts, provider, user, signal, timeoutMs }
  const { service, account } = await readParties(client, read)
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
  const chatId = options.chatId || new Headers(options.headers).get('ZG-Res-Key') || readChatId(response)
  const found =
    chatId === null
      ? { signature: null }
      : await fetchSignature(service, { chatId, fetch: options.fetch, signal, timeoutMs })
  if ('unreachable' in found) {
    const { unreachable: reason } = found
    return report([chain, { name: 'response.signature.present', status: 'skipped', required: true, reason }])
  }
  const { checks } = await verifyResponse({
    request,
    ...(await readAnswer(service, options)),
    signature: found.signature,
    signer,
    hashForms: options.hashForms,
    model: service.model,
  })
  const { isTargetSeparated: isSeparated } = service.details
  const examined = await options.verifier?.verifyProvider(service)
  const behind = { provider: examined, required: options.require === 'verified', signer, isSeparated }
  const { checks: all, assurance } = await withHardware(checks, behind)
  const isAsked = options.verifier || options.require
  return report([chain, ...(isAsked ? all : all.slice(0, -1))], assurance)
}

/** What can be compared with the signed hash: nothing of an answer that `fetch` has decompressed. */
async function readAnswer(
  service: Service,
  { response, headers }: Pick<processResponse.Parameters, 'response' | 'headers'>,
): Promise<Pick<verifyResponse.Options, 'response' | 'images'>> {
  const encoding = new Headers(headers).get('content-encoding')
  if (encoding !== null && encoding !== 'identity') return { response: { unknown: 'compressed' } }
  if (!makesImages(service)) return { response }
  const { readImages } = await import('@zg/attestation/response')
  return { response, images: readImages(response) ?? undefined }
}

export declare namespace processResponse {
  type Parameters = ProviderOptions & {
    provider: Address
    /** The exact bytes sent. */
    request: Uint8Array | string
    /** The exact bytes received. */
    response: Uint8Array | string
    /** How the answer may have been hashed: the bytes on the wire by default; some servers hash JSON as Python writes it. */
    hashForms?: verifyResponse.Options['hashForms']
    /** Examines the provider's hardware, such as `createTeeVerifier` of `@zg/attestation`. */
    verifier?: ProviderVerifier | undefined
    /** `verified` makes an answer of a provider whose hardware isn't proven fail. */
    require?: 'verified' | undefined
    /** The answer's id; read from `headers` or the answer when absent. */
    chatId?: string | undefined
    /** The answer's headers: those of a `Response`, or a plain object. */
    headers?: Headers | Readonly<Record<string, string>> | undefined
  }
  type ReturnType = Report
  type ErrorType = ServiceNotFoundError | ContractError | NetworkError
}

const report = (checks: readonly Check[], assurance: Assurance = 'acknowledged') =>
  createReport({ subject: 'answer', assurance, checks })
