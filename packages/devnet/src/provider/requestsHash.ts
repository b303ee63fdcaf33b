import { type Hex, keccak256, stringToBytes } from 'viem'
import type { RequestRecord } from './runningProvider.js'

/** The hash over what a settlement pays for: request hash, user, fee, input fee and output fee of each request, in order, as text. */
export function requestsHash(
  rows: readonly Pick<RequestRecord, 'requestHash' | 'user' | 'fee' | 'inputFee'>[],
): Hex {
  const texts = rows.map(({ requestHash, user, fee, inputFee }) => {
    const total = fee ?? 0n
    const output = total > inputFee ? total - inputFee : 0n
    return `${requestHash}${user}${total}${inputFee}${output}`
  })
  return keccak256(stringToBytes(texts.join('')))
}
