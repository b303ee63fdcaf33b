import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, type Check, createReport, type Report, utf8ToBytes } from '@zg/core'
import { type Address, type Hex, hashMessage, isAddressEqual, isHex, recoverAddress, size, slice } from 'viem'
import { imageHashes } from './imageHashes.js'
import { toText } from './readChatId.js'

/** What a provider says of one answer. Its other fields are its own claims and are ignored. */
export type SignatureDocument = { text: string; signature: string }

const halfOrder = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n

/**
 * Verifies one answer: the signature is by `signer`, over the hashes of exactly the bytes that were sent and received.
 *
 * `signature` null stands for a provider that gave none, which fails. Never throws: whatever is malformed fails, with the reason.
 * The checks are `response.signature.present`, `response.text.format`, `response.signer`, `response.request.hash` and `response.body.hash`.
 *
 * @example
 * ```ts
 * import { verifyResponse } from '@zg/inference'
 *
 * const signer = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'
 * const report = await verifyResponse({ request: '{}', response: '{}', signature: null, signer })
 * report.verdict // 'failed'
 * ```
 */
export async function verifyResponse(options: verifyResponse.Options): Promise<Report> {
  return createReport({ subject: 'answer', assurance: 'acknowledged', checks: await answerChecks(options) })
}

export declare namespace verifyResponse {
  type Options = {
    /** The exact bytes sent. */
    request: Uint8Array | string
    /** The exact bytes received, before any parsing. */
    response: Uint8Array | string
    signature: SignatureDocument | null
    /** Whose signature it must be: the acknowledged one. */
    signer: Address
  }
}

const required = true
const names = [
  'response.text.format',
  'response.signer',
  'response.request.hash',
  'response.body.hash',
] as const

/**
 * Both hashes; of images, one of each. A provider that passes questions on to a company's server says behind them which one that was: the kind of
 * provider, the company, and the SHA-256 hash of its certificate.
 */
const signedForm = /^([0-9a-f]{64}):([0-9a-f]{64}(?:,[0-9a-f]{64})*)(?::[^:]+:.+:[0-9a-f]{64})?$/

export function answerChecks({
  request,
  response,
  ...signed
}: verifyResponse.Options): Promise<readonly Check[]> {
  const images = imageHashes(toText(response))
  const bodies = [hashOf(response), ...(images === null ? [] : [images])]
  return hashChecks({ ...signed, request: hashOf(request), bodies })
}

/** What was sent and received, as signatures name it: SHA-256 hashes in hex. */
export type AnswerHashes = {
  request: string
  /** Each form in which the answer may be signed: of its bytes, or of its images, separated by commas. A text instead says why there is none. */
  bodies: readonly string[] | { unknown: string }
}

/** The same for an exchange of which only hashes are kept. */
export async function hashChecks({
  request,
  bodies,
  signature,
  signer,
}: AnswerHashes & Pick<verifyResponse.Options, 'signature' | 'signer'>): Promise<readonly Check[]> {
  const present = 'response.signature.present'
  if (!signature) {
    return [
      { name: present, status: 'fail', required, reason: 'the provider has no signature for this answer' },
      ...names.map((name): Check => ({ name, status: 'skipped', required, reason: 'there is no signature' })),
    ]
  }
  const [, requestHash, bodyHash] = signedForm.exec(signature.text) ?? []
  const format = requestHash === undefined ? 'the signed text is not two SHA-256 hashes' : undefined
  return [
    { name: present, status: 'pass', required },
    check('response.text.format', format),
    check('response.signer', await signerFault(signature, signer)),
    compare('response.request.hash', requestHash, [request]),
    'unknown' in bodies
      ? { name: 'response.body.hash', status: 'skipped', required, reason: bodies.unknown }
      : compare('response.body.hash', bodyHash, bodies),
  ]
}

const check = (name: string, fault: string | undefined): Check =>
  fault === undefined ? { name, status: 'pass', required } : { name, status: 'fail', required, reason: fault }

function compare(name: string, signed: string | undefined, own: readonly string[]): Check {
  if (signed === undefined)
    return { name, status: 'skipped', required, reason: 'the signed text has no hashes' }
  return check(name, own.includes(signed) ? undefined : `signed is ${signed}, ours is ${own.join(' or ')}`)
}

const hashOf = (data: Uint8Array | string) =>
  bytesToHex(sha256(typeof data === 'string' ? utf8ToBytes(data) : data))

async function signerFault(
  { text, signature }: SignatureDocument,
  signer: Address,
): Promise<string | undefined> {
  if (!isHex(signature) || size(signature) !== 65) return 'the signature has not 65 bytes'
  if (BigInt(slice(signature, 32, 64)) > halfOrder) return 'the signature is malleable (high s)'
  const recovered = await recover(text, signature)
  if (recovered === null) return 'the signature is malformed'
  return isAddressEqual(recovered, signer) ? undefined : `signed by ${recovered}, acknowledged is ${signer}`
}

async function recover(text: string, signature: Hex): Promise<Address | null> {
  try {
    return await recoverAddress({ hash: hashMessage(text), signature })
  } catch {
    return null // No point has these coordinates, or v is none: nobody's signature.
  }
}
