import { bytesToHex } from '@zg/core'
import { type ByteReader, createByteReader } from '../byteReader.js'
import { MalformedEvidenceError } from '../errors.js'
import type { QuoteHeader, TdxQuote } from './quote.js'
import { readQeReport, readTdReport } from './reports.js'

const longest = 65_536
const fault = (reason: string) => new MalformedEvidenceError('TDX quote', reason)

/**
 * Reads a TDX quote of version 4 or 5. What is in it is proven by `verifyTdxQuote` alone.
 *
 * Bytes behind the signature's length are ignored: guests hand quotes on in buffers of a fixed size. Throws `MalformedEvidenceError` on another
 * version, on a length that leads outside, and on more than 65,536 bytes.
 *
 * @example
 * ```ts
 * import { MalformedEvidenceError, parseQuote } from '@zg/attestation'
 *
 * try {
 *   parseQuote(new Uint8Array(2))
 * } catch (error) {
 *   console.log(error instanceof MalformedEvidenceError) // true
 * }
 * ```
 */
export function parseQuote(quote: Uint8Array): TdxQuote {
  if (quote.length > longest) throw fault(`it has ${quote.length} bytes`)
  const reader = createByteReader(quote, 'TDX quote')
  const header = readHeader(reader)
  const td = readTdReport(reader.bytes(bodyLength(reader, header.version), 'the TD report'))
  const signedBytes = quote.subarray(0, quote.length - reader.left)
  const signed = reader.part(reader.uint32("the signature's length"), 'the signature')
  return { header, td, signedBytes, ...readSignature(signed) }
}

function readHeader(reader: ByteReader): QuoteHeader {
  const version = reader.uint16('the version')
  if (version !== 4 && version !== 5) throw fault(`it is of version ${version}, not 4 or 5`)
  const attestationKeyType = reader.uint16('the key type')
  const teeType = reader.uint32('the TEE type')
  reader.bytes(4, 'the security versions')
  const qeVendor = bytesToHex(reader.bytes(16, 'the vendor'))
  reader.bytes(20, 'the user data')
  return { version, attestationKeyType, teeType, qeVendor }
}

/** Version 5 says which report follows; in version 4 it is always that of TDX 1.0. */
function bodyLength(reader: ByteReader, version: 4 | 5): number {
  if (version === 4) return 584
  const kind = reader.uint16("the report's type")
  const length = reader.uint32("the report's length")
  const known = kind === 2 ? 584 : kind === 3 ? 648 : undefined
  if (known !== length) throw fault(`its report is of type ${kind} with ${length} bytes`)
  return length
}

function readSignature(reader: ByteReader): Omit<TdxQuote, 'header' | 'td' | 'signedBytes'> {
  const signature = reader.bytes(64, 'the signature')
  const attestationKey = reader.bytes(64, 'the attestation key')
  const certified = readTyped(reader, 6, 'the certification data')
  reader.end('the certification data')
  const qeReportBytes = certified.bytes(384, 'the QE report')
  const qeReportSignature = certified.bytes(64, "the QE report's signature")
  const qeAuthData = certified.bytes(
    certified.uint16("the authentication data's length"),
    'the authentication data',
  )
  const chain = readTyped(certified, 5, 'the PCK chain')
  certified.end('the PCK chain')
  const pckChain = chain.bytes(chain.left, 'the PCK chain')
  const qe = readQeReport(qeReportBytes)
  return { signature, attestationKey, qe, qeReportBytes, qeReportSignature, qeAuthData, pckChain }
}

function readTyped(reader: ByteReader, wanted: number, what: string): ByteReader {
  const kind = reader.uint16(`the type of ${what}`)
  if (kind !== wanted) throw fault(`${what} is of type ${kind}, not ${wanted}`)
  return reader.part(reader.uint32(`the length of ${what}`), what)
}
