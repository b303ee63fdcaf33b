import { BaseError } from './errors.js'

/** Text that should hold bytes is malformed. The text itself is not repeated: it may be a secret. */
export class InvalidEncodingError extends BaseError {
  override readonly name: string = 'InvalidEncodingError'

  constructor({ encoding, reason }: { encoding: 'hex' | 'base64' | 'utf8'; reason: string }) {
    super(`The text is not valid ${encoding}: ${reason}.`)
  }
}

/**
 * UTF-8 bytes of a text.
 *
 * @example
 * ```ts
 * import { utf8ToBytes } from '@zg/core'
 *
 * utf8ToBytes('é') // 0xc3 0xa9
 * ```
 */
export const utf8ToBytes = (text: string): Uint8Array => new TextEncoder().encode(text)

/**
 * Text of UTF-8 bytes. Throws `InvalidEncodingError` on bytes that are no UTF-8.
 *
 * @example
 * ```ts
 * import { bytesToUtf8 } from '@zg/core'
 *
 * bytesToUtf8(Uint8Array.of(0xc3, 0xa9)) // 'é'
 * ```
 */
export function bytesToUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new InvalidEncodingError({ encoding: 'utf8', reason: 'a byte sequence is malformed' })
  }
}

const digits = '0123456789abcdef'

/**
 * Lower-case hex of bytes, without `0x`.
 *
 * @example
 * ```ts
 * import { bytesToHex } from '@zg/core'
 *
 * bytesToHex(Uint8Array.of(1, 255)) // '01ff'
 * ```
 */
export function bytesToHex(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes[i] ?? 0
    text += digits.charAt(byte >> 4) + digits.charAt(byte & 15)
  }
  return text
}

/**
 * Bytes of hex text, with or without `0x`. Throws `InvalidEncodingError` on odd length or other characters.
 *
 * @example
 * ```ts
 * import { hexToBytes } from '@zg/core'
 *
 * hexToBytes('0x01ff') // 1, 255
 * ```
 */
export function hexToBytes(hex: string): Uint8Array {
  const start = hex.startsWith('0x') ? 2 : 0
  if (hex.length % 2 !== 0) throw new InvalidEncodingError({ encoding: 'hex', reason: 'its length is odd' })
  const bytes = new Uint8Array((hex.length - start) / 2)
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = 16 * digitAt(hex, start + 2 * i) + digitAt(hex, start + 2 * i + 1)
    if (Number.isNaN(byte)) {
      throw new InvalidEncodingError({
        encoding: 'hex',
        reason: 'it holds characters other than 0-9 and a-f',
      })
    }
    bytes[i] = byte
  }
  return bytes
}

/** The value of a hex digit; NaN for another character. */
function digitAt(hex: string, index: number): number {
  const code = hex.charCodeAt(index)
  if (code >= 48 && code <= 57) return code - 48
  const letter = code | 32
  return letter >= 97 && letter <= 102 ? letter - 87 : Number.NaN
}

/**
 * Standard base64 of bytes, with padding.
 *
 * @example
 * ```ts
 * import { bytesToBase64 } from '@zg/core'
 *
 * bytesToBase64(Uint8Array.of(1, 255)) // 'Af8='
 * ```
 */
export function bytesToBase64(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}

/**
 * Bytes of standard base64. Throws `InvalidEncodingError` on anything else, spaces and missing padding included.
 *
 * @example
 * ```ts
 * import { base64ToBytes } from '@zg/core'
 *
 * base64ToBytes('Af8=') // 1, 255
 * ```
 */
export function base64ToBytes(text: string): Uint8Array {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) {
    throw new InvalidEncodingError({ encoding: 'base64', reason: 'it is not padded standard base64' })
  }
  const binary = atob(text)
  const bytes = new Uint8Array(binary.length)
  for (let i = 0; i < binary.length; i += 1) bytes[i] = binary.charCodeAt(i)
  return bytes
}

/**
 * Joins byte arrays.
 *
 * @example
 * ```ts
 * import { concatBytes } from '@zg/core'
 *
 * concatBytes(Uint8Array.of(1), Uint8Array.of(2, 3)) // 1, 2, 3
 * ```
 */
export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let offset = 0
  for (const part of parts) {
    joined.set(part, offset)
    offset += part.length
  }
  return joined
}
