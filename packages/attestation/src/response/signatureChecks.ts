import type { Check } from '@zg/core'
import { recoverSigner } from './recoverSigner.js'
import { readSignedText, type SignedText } from './signedText.js'

/** What a provider says of one answer. Its other fields are its own claims and are ignored. */
export type SignatureDocument = { text: string; signature: string }

/** What was sent and received, as signatures name it: SHA-256 hashes in hex. */
export type AnswerHashes = {
  request: string
  /** Each form in which the answer may be signed: of its bytes, or of its images, separated by commas. A text instead says why there is none. */
  bodies: readonly string[] | { unknown: string }
}

const required = true
const present = 'response.signature.present'
const others = [
  'response.signer',
  'response.text.format',
  'response.request.hash',
  'response.body.hash',
] as const

/**
 * The checks of one answer's signature, for an exchange of which only hashes are kept; see `verifyResponseSignature`.
 *
 * @example
 * ```ts
 * import { signatureChecks } from '@zg/attestation/response'
 *
 * const signer = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'
 * const hash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
 * signatureChecks({ request: hash, bodies: [hash], signature: null, signer }) // the first one fails
 * ```
 */
export function signatureChecks(options: signatureChecks.Options): readonly Check[] {
  const { request, bodies, signature, signer, model } = options
  if (!signature) {
    const reason = 'there is no signature'
    return [
      { name: present, status: 'fail', required, reason: 'the provider has no signature for this answer' },
      ...others.map((name): Check => ({ name, status: 'skipped', required, reason })),
    ]
  }
  const [byWhom, format, sent, received] = others
  const signed = readSignedText(signature.text)
  return [
    { name: present, status: 'pass', required },
    toCheck(byWhom, signerFault(signature, signer)),
    toCheck(format, formatFault(signed, model)),
    compare(sent, signed?.requestHash, [request]),
    'unknown' in bodies
      ? { name: received, status: 'skipped', required, reason: bodies.unknown }
      : compare(received, signed?.bodyHash, bodies),
  ]
}

export declare namespace signatureChecks {
  type Options = AnswerHashes & {
    signature: SignatureDocument | null
    /** The address whose signature it must be. */
    signer: string
    /** The model that must have answered, for signers that name it; one that nobody expected is refused. */
    model?: string | undefined
  }
}

const toCheck = (name: string, reason: string | null): Check =>
  reason === null ? { name, status: 'pass', required } : { name, status: 'fail', required, reason }

function signerFault({ text, signature }: SignatureDocument, signer: string): string | null {
  const found = recoverSigner(text, signature)
  if ('fault' in found) return found.fault
  const isSame = found.signer.toLowerCase() === signer.toLowerCase()
  return isSame ? null : `signed by ${found.signer}, acknowledged is ${signer}`
}

function formatFault(signed: SignedText | null, model: string | undefined): string | null {
  if (signed === null) return 'the signed text is not two SHA-256 hashes'
  if (signed.model === null || signed.model === model) return null
  return `the signed text is of the model ${signed.model}, expected is ${model ?? 'none'}`
}

/** Passes when the signed hash is one of our own. */
function compare(name: string, signed: string | undefined, own: readonly string[]): Check {
  if (signed === undefined)
    return { name, status: 'skipped', required, reason: 'the signed text has no hashes' }
  return toCheck(
    name,
    own.includes(signed) ? null : `signed is ${signed}, ours is ${own.join(' or ') || 'none'}`,
  )
}
