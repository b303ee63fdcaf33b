import type { Address } from 'viem'
import type { BillingHeaders } from './billingHeaders.js'

/** The 64 bytes that are signed: nonce (8), input fee (16), user (20) and provider (20), each as a little-endian number. */
export function signedBytes(
  { nonce, inputFee, user }: Pick<BillingHeaders, 'nonce' | 'inputFee' | 'user'>,
  provider: Address,
): Uint8Array {
  return new Uint8Array([
    ...littleEndian(nonce, 8),
    ...littleEndian(inputFee, 16),
    ...littleEndian(BigInt(user), 20),
    ...littleEndian(BigInt(provider), 20),
  ])
}

/** The account's key, a packed point of 32 bytes, from its two halves on chain. */
export const packedKey = ([low, high]: readonly [bigint, bigint]): Uint8Array =>
  new Uint8Array([...littleEndian(low, 16), ...littleEndian(high, 16)])

const littleEndian = (value: bigint, length: number): number[] =>
  Array.from({ length }, (_, index) => Number((value >> BigInt(8 * index)) & 255n))
