import type { ByteRange } from './engine.js'

/**
 * Puts what varies of a message into its template. A signature's nonce comes from all bytes and its challenge from the template's sum: were they
 * of different messages, two signatures would tell the key. So nothing of a message is read but what varies.
 * The result is overwritten by the next one.
 */
export function createFill(
  template: Uint8Array,
  variable: readonly ByteRange[],
): (message: Uint8Array) => Uint8Array {
  const filled = Uint8Array.from(template)
  return (message) => {
    for (const { start, end } of variable) filled.set(message.subarray(start, end), start)
    return filled
  }
}
