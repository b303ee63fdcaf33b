import { type Address, stringToBytes } from 'viem'

/** Nobody's address, for what a fault claims. */
export const stranger: Address = '0x000000000000000000000000000000000000dEaD'

const quoteLength = 632
const reportDataOffset = 568
/** What fills the quote, and what evidence beside it says of itself. */
export const marker = 'SIMULATED EVIDENCE, NOT FROM HARDWARE. '

/** The 64 bytes that name a signer: its address as 42 ASCII characters, zeros behind. */
export function reportDataOf(signer: Address): Uint8Array {
  const bytes = new Uint8Array(64)
  bytes.set(stringToBytes(signer))
  return bytes
}

/** The shape of a TDX quote, version 4 and TEE type 0x81, filled with text that says what it is; unsigned. */
export function simulatedQuote(signer: Address): Uint8Array {
  const text = marker.repeat(Math.ceil(quoteLength / marker.length)).slice(0, quoteLength)
  const bytes = stringToBytes(text)
  bytes.set([4, 0, 2, 0, 0x81, 0, 0, 0])
  bytes.set(reportDataOf(signer), reportDataOffset)
  return bytes
}
