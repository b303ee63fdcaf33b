import { sha256 } from '@noble/hashes/sha2.js'
import { base64ToBytes, bytesToHex, InvalidEncodingError } from '@zg/core'
import { parseObject } from '../http/parseObject.js'

/** The hashes of an answer's images as they are signed, `a,b,…`; null for an answer that doesn't hold every one of them itself. */
export function imageHashes(answer: string): string | null {
  const data: unknown = parseObject(answer)?.data
  if (!Array.isArray(data) || data.length === 0) return null
  const images = data.map(toImage)
  return images.every((image) => image !== null) ? joinHashes(images) : null
}

export const joinHashes = (images: readonly Uint8Array[]): string =>
  images.map((image) => bytesToHex(sha256(image))).join(',')

function toImage(entry: unknown): Uint8Array | null {
  const isImage = typeof entry === 'object' && entry !== null && 'b64_json' in entry
  if (!isImage || typeof entry.b64_json !== 'string' || entry.b64_json === '') return null
  try {
    return base64ToBytes(entry.b64_json)
  } catch (error) {
    if (error instanceof InvalidEncodingError) return null
    throw error
  }
}
