import { sha256, sha512 } from '@noble/hashes/sha2.js'
import { bytesToHex, bytesToUtf8, concatBytes, hexToBytes, InvalidEncodingError, utf8ToBytes } from '@zg/core'
import { equalBytes } from '../equalBytes.js'
import { EvidenceError } from '../errors.js'

/**
 * How a provider writes its signer into the 64 bytes of a quote that are its own to choose. Which one is known from the kind of provider, and never found
 * by trying.
 *
 * - `ascii-address`: 42 ASCII characters of the address, zeros behind. Brokers; made once, when the machine starts.
 * - `address64`: the address, zeros behind. Cryptopilot.
 * - `address32-nonce32`: the address, 12 zeros, a nonce. Model servers.
 * - `address-tls32-nonce32`: SHA-256 over the address and the server's TLS key, a nonce.
 * - `app-data64`: SHA-512 over `app-data:` and the JSON text that brokers of 2025 gave to their machine. The address counts as it is written.
 */
export type ReportDataLayout =
  | 'ascii-address'
  | 'address64'
  | 'address32-nonce32'
  | 'address-tls32-nonce32'
  | 'app-data64'

/**
 * Makes sure that a quote's report data names this signer, and this nonce where the layout has one.
 *
 * A layout without a nonce proves nothing of when the quote was made. Throws `EvidenceError` on any difference, for the zero address, and for a layout
 * that needs a nonce or a TLS key and is given none.
 *
 * @example
 * ```ts
 * import { bindReportData } from '@zg/attestation'
 *
 * const signer = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'
 * const reportData = new Uint8Array(64)
 * reportData.set(new TextEncoder().encode(signer))
 * bindReportData('ascii-address', reportData, { signer })
 * ```
 */
export function bindReportData(
  layout: ReportDataLayout,
  reportData: Uint8Array,
  bound: bindReportData.Bound,
): void {
  const address = toAddress(bound.signer)
  if (reportData.length !== 64)
    throw new EvidenceError(`the report data has ${reportData.length} bytes, not 64`)
  if (layout === 'ascii-address') {
    // In either case of letters: the checksum says nothing that the signature over the quote doesn't.
    const text = textOf(reportData)
    if (text !== null && equalBytes(toAddress(text), address)) return
    throw new EvidenceError(`the quote names ${text ?? bytesToHex(reportData)}, not ${bound.signer}`)
  }
  const expected = expectedBytes(layout, address, bound)
  if (equalBytes(reportData, expected)) return
  throw new EvidenceError(`the quote holds ${bytesToHex(reportData)}, expected is ${bytesToHex(expected)}`)
}

export declare namespace bindReportData {
  type Bound = {
    /** The address of the key that signs answers, as on chain. */
    signer: string
    /** 32 bytes that the caller chose, for a layout that has them. */
    nonce?: Uint8Array | undefined
    /** The server's TLS key as DER (SubjectPublicKeyInfo), for the layout that binds it. */
    tlsKey?: Uint8Array | undefined
  }
}

function expectedBytes(
  layout: Exclude<ReportDataLayout, 'ascii-address'>,
  address: Uint8Array,
  { signer, nonce, tlsKey }: bindReportData.Bound,
): Uint8Array {
  if (layout === 'app-data64') {
    return sha512(utf8ToBytes(`app-data:{"report_data":"${signer}"}`))
  }
  const bytes = new Uint8Array(64)
  bytes.set(address)
  if (layout === 'address64') return bytes
  if (nonce?.length !== 32)
    throw new EvidenceError('the layout holds a nonce of 32 bytes, and none was asked for')
  bytes.set(nonce, 32)
  if (layout === 'address32-nonce32') return bytes
  if (tlsKey === undefined) throw new EvidenceError('the layout holds a TLS key, and none is known')
  bytes.set(sha256(concatBytes(address, tlsKey)))
  return bytes
}

/** The text before 22 zeros; null when there is none of 42 characters. */
function textOf(reportData: Uint8Array): string | null {
  if (reportData.subarray(42).some((byte) => byte !== 0)) return null
  try {
    const text = bytesToUtf8(reportData.subarray(0, 42))
    return /^0x[0-9a-fA-F]{40}$/.test(text) ? text : null
  } catch (error) {
    if (error instanceof InvalidEncodingError) return null
    throw error
  }
}

function toAddress(text: string): Uint8Array {
  if (!/^0x[0-9a-fA-F]{40}$/.test(text)) throw new EvidenceError(`${JSON.stringify(text)} is no address`)
  const address = hexToBytes(text)
  if (address.every((byte) => byte === 0)) throw new EvidenceError('the zero address signs nothing')
  return address
}
