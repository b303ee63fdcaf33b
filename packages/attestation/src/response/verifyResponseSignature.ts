import { sha256 } from '@noble/hashes/sha2.js'
import {
  bytesToHex,
  bytesToUtf8,
  createReport,
  InvalidEncodingError,
  type Report,
  utf8ToBytes,
} from '@zg/core'
import { pythonJson } from './pythonJson.js'
import { hashImages } from './readImages.js'
import { type SignatureDocument, signatureChecks } from './signatureChecks.js'

/** Which bytes of an answer were hashed: those on the wire, or the JSON as Python's `json.dumps` writes it. */
export type HashForm = 'wire' | 'python-json-dumps'

/**
 * Verifies the signature under one answer: it is by `signer`, over the hashes of exactly the bytes that were sent and received. Without I/O.
 *
 * `signature` null stands for a provider that gave none, which fails. Never throws: whatever is malformed fails, with the reason. The signed text is
 * `sha256(request):sha256(response)`, with a model before or a company behind, or a hash for each image in the second's place. The checks are
 * `response.signature.present`, `response.signer`, `response.text.format`, `response.request.hash` and `response.body.hash`.
 *
 * @example
 * ```ts
 * import { verifyResponseSignature } from '@zg/attestation/response'
 *
 * const signer = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'
 * const report = verifyResponseSignature({ request: '{}', response: '{}', signature: null, signer })
 * report.verdict // 'failed'
 * ```
 */
export function verifyResponseSignature(options: verifyResponseSignature.Options): Report {
  const { request, response, signature, signer, model, images } = options
  const bodies =
    typeof response === 'object' && 'unknown' in response
      ? response
      : [...(images ? [hashImages(images)] : []), ...hashesOf(response, options.hashForms)]
  const checks = signatureChecks({ request: hashOf(request), bodies, signature, signer, model })
  return createReport({ subject: 'answer', assurance: 'acknowledged', checks })
}

export declare namespace verifyResponseSignature {
  type Options = {
    /** The exact bytes sent. */
    request: Uint8Array | string
    /** The exact bytes received, before any parsing; or why nobody knows them, such as `compressed`. */
    response: Uint8Array | string | { unknown: string }
    signature: SignatureDocument | null
    /** The address whose signature it must be. */
    signer: string
    /** Default `wire` alone. */
    hashForms?: readonly HashForm[] | undefined
    /** The model that must have answered, for signers that name it; one that nobody expected is refused. */
    model?: string | undefined
    /**
     * The images of an answer that is nothing but images, in order (`readImages`): each is signed by itself. Never of a chat's answer, in whose fields
     * somebody could hide what was signed.
     */
    images?: readonly Uint8Array[] | undefined
  }
}

const hashOf = (data: Uint8Array | string) =>
  bytesToHex(sha256(typeof data === 'string' ? utf8ToBytes(data) : data))

function hashesOf(response: Uint8Array | string, forms: readonly HashForm[] = ['wire']): string[] {
  return forms.flatMap((form) => {
    const data = form === 'wire' ? response : pythonForm(response)
    return data === null ? [] : [hashOf(data)]
  })
}

/** Null for bytes that are no JSON. */
function pythonForm(response: Uint8Array | string): string | null {
  try {
    return pythonJson(typeof response === 'string' ? response : bytesToUtf8(response))
  } catch (error) {
    if (error instanceof InvalidEncodingError) return null
    throw error
  }
}
