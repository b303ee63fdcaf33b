/** Whether the value is a Uint8Array, of whichever realm: `instanceof` fails across frames and in test environments. */
export const isBytes = (value: unknown): value is Uint8Array =>
  ArrayBuffer.isView(value) && Object.prototype.toString.call(value) === '[object Uint8Array]'

/** The little-endian integer in the bytes. */
export function bytesToInteger(bytes: Uint8Array): bigint {
  let value = 0n
  for (let i = bytes.length - 1; i >= 0; i -= 1) value = (value << 8n) | BigInt(bytes[i] ?? 0)
  return value
}

/** 32 little-endian bytes of an integer, `0 ≤ value < 2^256`. */
export function integerToBytes(value: bigint): Uint8Array {
  const bytes = new Uint8Array(32)
  for (let i = 0, rest = value; i < 32; i += 1, rest >>= 8n) bytes[i] = Number(rest & 255n)
  return bytes
}
