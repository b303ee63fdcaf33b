import { MalformedEvidenceError } from './errors.js'

/** Takes bytes apart from front to back. It never reads beyond the end, and says what was missing. */
export type ByteReader = {
  bytes(length: number, what: string): Uint8Array
  /** Little-endian. */
  uint16(what: string): number
  uint32(what: string): number
  /** A reader of the next `length` bytes alone. */
  part(length: number, what: string): ByteReader
  /** Throws when something is left. */
  end(what: string): void
  readonly left: number
}

/** Reads `source`; a `MalformedEvidenceError` names `format`. */
export function createByteReader(source: Uint8Array, format: string): ByteReader {
  let offset = 0
  const fault = (reason: string) => new MalformedEvidenceError(format, reason)
  const reader: ByteReader = {
    get left() {
      return source.length - offset
    },
    bytes(length, what) {
      if (length > reader.left) {
        throw fault(`${what} has ${length} bytes, of which ${reader.left} are there`)
      }
      offset += length
      return source.subarray(offset - length, offset)
    },
    uint16: (what) => littleEndian(reader.bytes(2, what)),
    uint32: (what) => littleEndian(reader.bytes(4, what)),
    part: (length, what) => createByteReader(reader.bytes(length, what), format),
    end(what) {
      if (reader.left > 0) throw fault(`${reader.left} bytes are left over behind ${what}`)
    },
  }
  return reader
}

const littleEndian = (bytes: Uint8Array) => bytes.reduceRight((total, byte) => total * 256 + byte, 0)
