import { refuse } from '../rejection.js'

/** The 64 bytes of a signature from a JSON array of numbers. Throws `ProviderRejection` for anything else. */
export function readSignature(text: string): Uint8Array {
  const bytes = parseJson(text)
  if (!Array.isArray(bytes) || bytes.length !== 64 || !bytes.every(isByte))
    throw refuse('validate request', 'Failed to parse signature')
  return Uint8Array.from(bytes)
}

const isByte = (value: unknown): boolean =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 255

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // No array of bytes either, which is what the caller refuses.
  }
}
