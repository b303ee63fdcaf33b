import type { AnswerHashes } from '@zg/attestation/response'
import type { Protocol, Service } from '@zg/contracts'
import { type Check, createReport, fetchDocument, NetworkError, type Report } from '@zg/core'
import type { Parties } from '../readParties.js'
import { serviceUrl } from '../serviceUrl.js'
import { type FoundSignature, fetchSignature } from '../verification/fetchSignature.js'
import { hashChecks, withHardware } from '../verification/verifyResponse.js'
import type { Exchange, Proof } from './exchange.js'

/** Examines a provider's hardware. */
export type ProviderVerifier = { verifyProvider: (service: Service) => Promise<Report> }

type Parts = {
  protocol: Protocol
  /** Reads both sides of the exchange from the chain, now. */
  read: () => Promise<Parties>
  fetch: typeof globalThis.fetch | undefined
  verifier: ProviderVerifier | undefined
  /** Whether the provider's hardware has to be proven too. */
  isRequired: boolean
  isShared: (exchange: Exchange) => boolean
}

/** Verifies an answer by what was recorded of it: the signature is by the signer that counts now, over these hashes. */
export async function prove(exchange: Exchange, parts: Parts): Promise<Proof> {
  await exchange.ended
  const { service, account } = await parts.read()
  exchange.imageHashes ??= await fetchHashes(exchange.imageUrls, {
    root: serviceUrl(service),
    fetch: parts.fetch,
  })
  const signer = parts.protocol.inference.trustedSigner({ service, account })
  const provider = await parts.verifier?.verifyProvider(service)
  const found = await findSignature(exchange, service, parts)
  const signature = 'signature' in found ? found.signature : null
  const own: Check[] = [
    ...(signer === null
      ? [unacknowledged]
      : [{ name: acknowledged, status: 'pass', required: true } as const]),
    ...(parts.isShared(exchange) ? [shared] : []),
    ...(signer === null ? [] : await signatureChecks(exchange, found, { signer, model: service.model })),
  ]
  const { checks, assurance } = await withHardware(own, {
    ...{ provider, required: parts.isRequired, signer: signer ?? undefined },
    isSeparated: service.details.isTargetSeparated,
  })
  return { report: createReport({ subject: 'answer', assurance, checks }), signature, signer }
}

const mostImageBytes = 32 * 2 ** 20
/** More than anybody gives for one request; a provider could name any number of them. */
const mostImages = 16

/** Of images that the provider itself keeps: anybody may ask for them. Null where one can't be had, or stands elsewhere. */
async function fetchHashes(
  urls: readonly string[],
  { root, fetch }: { root: string; fetch: Parts['fetch'] },
): Promise<string | null> {
  if (urls.length === 0 || urls.length > mostImages) return null
  if (!urls.every((url) => url.startsWith(`${root}/v1/proxy/images/`))) return null
  const images: Uint8Array[] = []
  for (const url of urls) {
    try {
      const { status, bytes } = await fetchDocument(url, {
        what: 'The provider',
        fetch,
        mostBytes: mostImageBytes,
      })
      if (status !== 200) return null
      images.push(bytes)
    } catch (error) {
      if (error instanceof NetworkError) return null
      throw error
    }
  }
  return (await import('@zg/attestation/response')).hashImages(images)
}

const acknowledged = 'chain.signerAcknowledged'
const unacknowledged: Check = {
  ...{ name: acknowledged, status: 'fail', required: true },
  reason: 'no signer is acknowledged for this provider',
}
const shared: Check = {
  ...{ name: 'response.id', status: 'fail', required: true },
  reason: 'the provider gave several answers under the same id',
}

async function findSignature(
  { key, completionId }: Exchange,
  service: Service,
  { fetch }: Parts,
): Promise<FoundSignature> {
  const chatId = key ?? completionId
  return chatId === null ? { signature: null } : fetchSignature(service, { chatId, fetch })
}

async function signatureChecks(
  exchange: Exchange,
  found: FoundSignature,
  expected: { signer: NonNullable<Proof['signer']>; model: string },
): Promise<readonly Check[]> {
  if ('signature' in found)
    return hashChecks({ ...hashesOf(exchange), signature: found.signature, ...expected })
  const reason = found.unreachable
  return [{ name: 'response.signature.present', status: 'skipped', required: true, reason }]
}

/** The forms in which an exchange may have been signed. */
export function hashesOf({ requestHash, responseHash, imageHashes, encoding }: HashedExchange): AnswerHashes {
  const request = requestHash
  if (encoding !== null) return { request, bodies: { unknown: `the answer came compressed (${encoding})` } }
  const bodies = [responseHash, imageHashes].filter((hash) => hash !== null)
  return { request, bodies: bodies.length === 0 ? { unknown: 'the answer is not whole' } : bodies }
}

type HashedExchange = Pick<Exchange, 'requestHash' | 'responseHash' | 'imageHashes' | 'encoding'>
