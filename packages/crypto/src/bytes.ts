/** Whether the value is a Uint8Array, of whichever realm: `instanceof` fails across frames and in test environments. */
export const isBytes = (value: unknown): value is Uint8Array =>
  ArrayBuffer.isView(value) && Object.prototype.toString.call(value) === '[object Uint8Array]'

/** The little-endian integer in the bytes. */
export function bytesToInteger(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  let value = 0n
  let at = bytes.length
  for (; at & 7; at -= 1) value = (value << 8n) | BigInt(view.getUint8(at - 1))
  for (; at > 0; at -= 8) value = (value << 64n) | view.getBigUint64(at - 8, true)
  return value
}

/** 32 little-endian bytes of an integer, `0 ≤ value < 2^256`. */
export const integerToBytes = (value: bigint): Uint8Array => integersToBytes([value])

/** The integers' bytes, 32 each, side by side. */
export function integersToBytes(values: readonly bigint[]): Uint8Array {
  const bytes = new Uint8Array(32 * values.length)
  const view = new DataView(bytes.buffer)
  for (const [i, value] of values.entries()) {
    for (let word = 0; word < 4; word += 1)
      view.setBigUint64(32 * i + 8 * word, value >> BigInt(64 * word), true)
  }
  return bytes
}

/** The integers that stand side by side in the bytes, 32 each. */
export const bytesToIntegers = (bytes: Uint8Array): bigint[] =>
  Array.from({ length: bytes.length / 32 }, (_, i) => bytesToInteger(bytes.subarray(32 * i, 32 * i + 32)))
