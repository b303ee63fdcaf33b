import { sha256 } from '@noble/hashes/sha2.js'
import { base64ToBytes, bytesToHex, bytesToUtf8, InvalidEncodingError } from '@zg/core'
import { isObject } from '../json.js'

/**
 * The images that an answer of the images API holds itself, decoded; null when any of them is elsewhere, or it is no such answer.
 *
 * @example
 * ```ts
 * import { readImages } from '@zg/attestation/response'
 *
 * readImages('{"data":[{"b64_json":"Af8="}]}') // one image of two bytes
 * ```
 */
export function readImages(response: Uint8Array | string): readonly Uint8Array[] | null {
  try {
    const document: unknown = JSON.parse(typeof response === 'string' ? response : bytesToUtf8(response))
    if (!isObject(document) || !Array.isArray(document.data) || document.data.length === 0) return null
    // A chat's answer has choices: whoever shows them would be shown what nobody signed.
    if ('choices' in document) return null
    const images = document.data.map(decode)
    return images.every((image) => image !== null) ? images : null
  } catch (error) {
    if (error instanceof InvalidEncodingError || error instanceof SyntaxError) return null
    throw error
  }
}

/**
 * The hashes of images as they are signed, `a,b,…`.
 *
 * @example
 * ```ts
 * import { hashImages } from '@zg/attestation/response'
 *
 * hashImages([new Uint8Array()]) // 'e3b0c442…'
 * ```
 */
export const hashImages = (images: readonly Uint8Array[]): string =>
  images.map((image) => bytesToHex(sha256(image))).join(',')

/** An image with an address beside it could be shown from there, which nobody signed. */
function decode(entry: unknown): Uint8Array | null {
  if (!isObject(entry) || entry.url) return null
  const { b64_json: text } = entry
  return typeof text === 'string' && text !== '' ? base64ToBytes(text) : null
}
