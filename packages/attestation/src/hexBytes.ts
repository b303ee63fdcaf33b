import { hexToBytes } from '@zg/core'
import { MalformedEvidenceError } from './errors.js'

/** Bytes of hex from a stranger, of at most 2 Mi digits. Throws `MalformedEvidenceError`. */
export function hexBytes(hex: string, format: string): Uint8Array {
  if (hex.length > mostDigits) throw new MalformedEvidenceError(format, `it has ${hex.length} digits`)
  try {
    return hexToBytes(hex)
  } catch (cause) {
    throw new MalformedEvidenceError(format, 'it is not hex', { cause })
  }
}

const mostDigits = 2 * 1024 * 1024
