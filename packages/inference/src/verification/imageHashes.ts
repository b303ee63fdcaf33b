import { parseObject } from '../http/parseObject.js'

/** The hashes of an answer's images as they are signed, `a,b,…`; null for an answer that doesn't hold every one of them itself. */
export async function imageHashes(answer: Uint8Array | string): Promise<string | null> {
  const { hashImages, readImages } = await import('@zg/attestation/response')
  const images = readImages(answer)
  return images && hashImages(images)
}

/** Whether a service makes images, each of which is signed by itself. A chat's answer could hide what was signed in fields like theirs. */
export const makesImages = ({ serviceType }: { serviceType: string }): boolean =>
  serviceType === 'text-to-image' || serviceType === 'image-editing'

/** The addresses of an answer's images; empty for an answer that holds anything else. */
export function imageUrls(answer: string): readonly string[] {
  const data: unknown = parseObject(answer)?.data
  const urls = Array.isArray(data) ? data.map(urlOf) : []
  return urls.every((url) => url !== null) ? urls : []
}

/** An address with an image beside it says nothing of that image, which could be another one. */
function urlOf(entry: unknown): string | null {
  if (typeof entry !== 'object' || entry === null || !('url' in entry) || 'b64_json' in entry) return null
  return typeof entry.url === 'string' ? entry.url : null
}
