import { bytesToUtf8, hexToBytes, InvalidEncodingError } from '@zg/core'
import { type Address, getAddress, isAddress, zeroAddress } from 'viem'

/** Where a TDX quote (version 4) has its report data, and how the signer's address is written there. */
const reportDataOffset = 568
const reportDataLength = 64
const addressLength = 42

/** Reads the signer out of a quote's report data: 42 ASCII characters of its address, then 22 zero bytes. A reason is given where it isn't so. */
export function readQuoteSigner(quote: unknown): { signer: Address } | { reason: string } {
  const bytes = typeof quote === 'string' ? toBytes(quote) : null
  if (!bytes) return { reason: 'it is no hex text' }
  if (bytes.length < reportDataOffset + reportDataLength) {
    return { reason: `it has ${bytes.length} bytes, too few for a quote` }
  }
  const version = (bytes[0] ?? 0) | ((bytes[1] ?? 0) << 8)
  if (version !== 4) return { reason: `it is of version ${version}, not 4` }
  const data = bytes.subarray(reportDataOffset, reportDataOffset + reportDataLength)
  if (
    data.subarray(addressLength).some((byte) => byte !== 0) ||
    data.subarray(0, addressLength).some((byte) => byte > 127)
  ) {
    return { reason: 'its report data is not an address followed by zeros' }
  }
  const text = bytesToUtf8(data.subarray(0, addressLength))
  if (!isAddress(text)) return { reason: 'its report data holds no address' }
  return text === zeroAddress
    ? { reason: 'its report data holds the zero address' }
    : { signer: getAddress(text) }
}

function toBytes(hex: string): Uint8Array | null {
  try {
    return hexToBytes(hex)
  } catch (error) {
    if (error instanceof InvalidEncodingError) return null
    throw error
  }
}
