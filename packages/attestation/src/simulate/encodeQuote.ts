import { concatBytes, hexToBytes, utf8ToBytes } from '@zg/core'
import type { QeReport, QuoteHeader, TdReport } from '../quote/quote.js'

/** Numbers in little-endian bytes. */
export const uint16 = (value: number): Uint8Array => Uint8Array.of(value, value >>> 8)
export const uint32 = (value: number): Uint8Array =>
  Uint8Array.of(value, value >>> 8, value >>> 16, value >>> 24)

/** A text in so many bytes, cut or filled with zeros. */
export function textBytes(text: string, length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  bytes.set(utf8ToBytes(text).subarray(0, length))
  return bytes
}

/** 48 bytes: what stands in front of a quote. */
export const encodeHeader = ({ version, attestationKeyType, teeType, qeVendor }: QuoteHeader): Uint8Array =>
  concatBytes(
    uint16(version),
    uint16(attestationKeyType),
    uint32(teeType),
    new Uint8Array(4),
    hexToBytes(qeVendor),
    textBytes('SIMULATED-DEVNET---', 20),
  )

/** The part that the attestation key signs. A report that tells a service TD is one of TDX 1.5, which only version 5 can carry. */
export function encodeSignedPart(header: QuoteHeader, td: TdReport): Uint8Array {
  const report = encodeTdReport(td)
  const descriptor =
    header.version === 4 ? [] : [uint16(report.length === 584 ? 2 : 3), uint32(report.length)]
  return concatBytes(encodeHeader(header), ...descriptor, report)
}

function encodeTdReport(td: TdReport): Uint8Array {
  const service = td.mrServiceTd ? [td.teeTcbSvn, td.mrServiceTd] : []
  return concatBytes(
    ...[td.teeTcbSvn, td.mrSeam, td.mrSignerSeam, td.seamAttributes, td.tdAttributes, td.xfam],
    ...[td.mrTd, td.mrConfigId, td.mrOwner, td.mrOwnerConfig, ...td.rtmrs, td.reportData, ...service],
  )
}

/** 384 bytes: what the quoting enclave says of itself. */
export const encodeQeReport = (qe: QeReport): Uint8Array =>
  concatBytes(
    ...[
      new Uint8Array(16),
      qe.miscSelect,
      new Uint8Array(28),
      qe.attributes,
      new Uint8Array(64),
      qe.mrSigner,
    ],
    ...[new Uint8Array(96), uint16(qe.isvProdId), uint16(qe.isvSvn), new Uint8Array(60), qe.reportData],
  )

export type QuoteParts = {
  signedPart: Uint8Array
  signature: Uint8Array
  /** x ‖ y. */
  attestationKey: Uint8Array
  qeReport: Uint8Array
  qeReportSignature: Uint8Array
  qeAuthData: Uint8Array
  /** PEM. */
  pckChain: Uint8Array
}

/** The whole quote. */
export function encodeQuote(parts: QuoteParts): Uint8Array {
  const { signedPart, signature, attestationKey, qeReport, qeReportSignature, qeAuthData, pckChain } = parts
  const chain = concatBytes(uint16(5), uint32(pckChain.length), pckChain)
  const authenticated = concatBytes(uint16(qeAuthData.length), qeAuthData)
  const certified = concatBytes(qeReport, qeReportSignature, authenticated, chain)
  const signed = concatBytes(signature, attestationKey, uint16(6), uint32(certified.length), certified)
  return concatBytes(signedPart, uint32(signed.length), signed)
}
