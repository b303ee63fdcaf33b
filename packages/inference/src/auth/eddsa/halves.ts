import { concatBytes } from '@zg/core'

const halfLength = 16

/** 32 bytes as two little-endian integers of 128 bits: how the network's contracts and clients write keys. */
export const toHalves = (bytes: Uint8Array): readonly [bigint, bigint] => [
  toInteger(bytes.subarray(0, halfLength)),
  toInteger(bytes.subarray(halfLength, 2 * halfLength)),
]

/** The 32 bytes of two halves; null when one has more than 128 bits. */
export function fromHalves([low, high]: readonly [bigint, bigint]): Uint8Array | null {
  const limit = 1n << 128n
  if (low < 0n || high < 0n || low >= limit || high >= limit) return null
  return concatBytes(littleEndian(low, halfLength), littleEndian(high, halfLength))
}

/** The `length` low bytes of an integer, least significant first. */
export function littleEndian(value: bigint, length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  for (let i = 0, rest = value; i < length; i += 1, rest >>= 8n) bytes[i] = Number(rest & 255n)
  return bytes
}

const toInteger = (bytes: Uint8Array) => bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n)
