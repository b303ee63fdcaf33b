import { bytesToUtf8, InvalidEncodingError } from '@zg/core'
import { type ByteReader, createByteReader } from '../byteReader.js'
import { MalformedEvidenceError } from '../errors.js'

/** What a GPU measured of itself and signed: an SPDM 1.1 request for all measurements, and the answer to it. */
export type SpdmReport = {
  /** 32 bytes that whoever asked has chosen. */
  nonce: Uint8Array
  driverVersion: string
  /** Lower-case hex, as NVIDIA writes it: `96.00.CF.00.02`. */
  vbiosVersion: string
  /** Hash of the GPU's first firmware: its own certificate holds the same. */
  firmwareId: Uint8Array
  /** Request and answer up to the signature, which is over these bytes. */
  signed: Uint8Array
  /** r ‖ s on P-384. */
  signature: Uint8Array
}

const format = 'GPU report'
/** Buffers of this size are handed on padded with zeros. */
const longest = 8_192
const fault = (reason: string) => new MalformedEvidenceError(format, reason)

/** Reads a GPU's report. Only zeros may stand behind it. Throws `MalformedEvidenceError`. */
export function readSpdmReport(bytes: Uint8Array): SpdmReport {
  if (bytes.length > longest) throw fault(`it has ${bytes.length} bytes, more than ${longest}`)
  const reader = createByteReader(bytes, format)
  expect(reader, [0x11, 0xe0, 0x01, 0xff], 'the request')
  const nonce = reader.bytes(32, 'the nonce')
  reader.bytes(1, 'the slot')
  expect(reader, [0x11, 0x60], 'the answer')
  reader.bytes(2, 'the parameters')
  readMeasurements(reader)
  reader.bytes(32, "the GPU's own nonce")
  const fields = readFields(reader.part(reader.uint16('the length of the fields'), 'the fields'))
  const signed = bytes.subarray(0, bytes.length - reader.left)
  const signature = reader.bytes(96, 'the signature')
  if (reader.bytes(reader.left, 'the rest').some((byte) => byte !== 0))
    throw fault('something stands behind it')
  const firmwareId = fields.get(20)
  if (firmwareId?.length !== 48) throw fault('it has no firmware id of 48 bytes')
  return {
    ...{ nonce, firmwareId, signed, signature },
    driverVersion: textOf(fields.get(3)),
    vbiosVersion: vbiosOf(fields.get(6)),
  }
}

function expect(reader: ByteReader, bytes: readonly number[], what: string): void {
  const found = reader.bytes(bytes.length, what)
  if (bytes.some((byte, index) => byte !== found[index])) throw fault(`${what} is not of SPDM 1.1`)
}

/** Their values mean nothing without NVIDIA's reference; their form is checked, so that nothing else passes for them. */
function readMeasurements(reader: ByteReader): void {
  const [count = 0] = reader.bytes(1, 'the number of measurements')
  const length =
    reader.uint16('the length of the measurements') + 0x10000 * (reader.bytes(1, 'the length')[0] ?? 0)
  const measurements = reader.part(length, 'the measurements')
  for (let index = 1; index <= count; index += 1) {
    const [number, specification] = measurements.bytes(2, 'a measurement')
    if (number !== index || specification !== 1) throw fault(`measurement ${index} is not in its place`)
    measurements.bytes(measurements.uint16('the size of a measurement'), 'a measurement')
  }
  measurements.end('the measurements')
}

function readFields(reader: ByteReader): ReadonlyMap<number, Uint8Array> {
  const fields = new Map<number, Uint8Array>()
  while (reader.left > 0) {
    const type = reader.uint16('the type of a field')
    if (fields.has(type)) throw fault(`field ${type} stands there twice`)
    fields.set(type, reader.bytes(reader.uint16('the length of a field'), 'a field'))
  }
  return fields
}

function textOf(bytes: Uint8Array | undefined): string {
  try {
    const text = bytesToUtf8(bytes ?? new Uint8Array()).replace(/\0+$/, '')
    if (/^[\w.-]{1,64}$/.test(text)) return text
  } catch (error) {
    if (!(error instanceof InvalidEncodingError)) throw error
  }
  throw fault('it has no driver version')
}

/** Eight bytes; NVIDIA writes the four in the middle backwards, then the fifth. */
function vbiosOf(bytes: Uint8Array | undefined): string {
  if (bytes?.length !== 8) throw fault('it has no VBIOS version of 8 bytes')
  const [fourth, third, second, first, fifth] = Array.from(bytes, (byte) =>
    byte.toString(16).padStart(2, '0').toUpperCase(),
  )
  return [first, second, third, fourth, fifth].join('.')
}
