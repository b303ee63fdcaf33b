import { bytesToHex } from '@zg/core'
import { MalformedEvidenceError } from '../errors.js'

/** One value of DER: its tag, what is in it, and the whole of it with tag and length. */
export type DerElement = { tag: number; content: Uint8Array; bytes: Uint8Array }

/** The tags that certificates and CRLs are made of; `[n]` is `context(n)`. */
export const derTag = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  enumerated: 0x0a,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const

/** A constructed, context-specific tag: `[n]` in a module. */
export const context = (number: number): number => 0xa0 | number

export const derFault = (reason: string) => new MalformedEvidenceError('DER', reason)

/** The one value that the bytes are, none behind it. Refuses BER: long tags, lengths that are indefinite or longer than need be. */
export function readDer(bytes: Uint8Array): DerElement {
  const element = readAt(bytes, 0)
  if (element.bytes.length !== bytes.length) {
    throw derFault(`${bytes.length - element.bytes.length} bytes are left over behind the value`)
  }
  return element
}

/** Certificates have a dozen values in a row, and CRLs one for each that is revoked. */
const mostInRow = 65_536

/** The values that stand one behind the other. */
export function readSeries(bytes: Uint8Array): DerElement[] {
  const elements: DerElement[] = []
  for (let offset = 0; offset < bytes.length; ) {
    const element = readAt(bytes, offset)
    elements.push(element)
    if (elements.length > mostInRow) throw derFault(`more than ${mostInRow} values stand in a row`)
    offset += element.bytes.length
  }
  return elements
}

function readAt(bytes: Uint8Array, start: number): DerElement {
  const [tag, first] = bytes.subarray(start, start + 2)
  if (tag === undefined || first === undefined) throw derFault('it is truncated')
  if ((tag & 0x1f) === 0x1f) throw derFault('a tag is longer than one byte')
  const { length, size } = first < 0x80 ? { length: first, size: 0 } : readLength(bytes, start + 2, first)
  const from = start + 2 + size
  const end = from + length
  if (end > bytes.length) throw derFault(`it is truncated: ${length} bytes are announced`)
  return { tag, content: bytes.subarray(from, end), bytes: bytes.subarray(start, end) }
}

function readLength(bytes: Uint8Array, from: number, first: number) {
  const size = first & 0x7f
  if (size === 0 || size > 3) throw derFault('a length is indefinite or has more than three bytes')
  const digits = bytes.subarray(from, from + size)
  if (digits.length < size) throw derFault('it is truncated')
  const length = digits.reduce((total, digit) => total * 256 + digit, 0)
  if (digits[0] === 0 || length < 0x80) throw derFault('a length is longer than need be')
  return { length, size }
}

/** Takes a sequence apart, field by field; whoever calls `end` refuses fields that were not asked for. */
export type DerFields = {
  next(tag: number): DerElement
  /** The next field when it has this tag, else nothing. */
  optional(tag: number): DerElement | undefined
  end(): void
}

/** The fields of a constructed value. */
export function fieldsOf(element: DerElement, tag: number = derTag.sequence): DerFields {
  const fields = readSeries(expectTag(element, tag).content)
  let position = 0
  const optional = (wanted: number) => {
    const field = fields[position]
    if (field?.tag !== wanted) return undefined
    position += 1
    return field
  }
  return {
    optional,
    next(wanted) {
      const field = optional(wanted)
      if (field) return field
      const found = fields[position]
      throw derFault(`a field has tag ${found ? hex(found.tag) : 'none'} where ${hex(wanted)} is due`)
    },
    end() {
      if (position < fields.length) throw derFault(`${fields.length - position} fields are left over`)
    },
  }
}

/** The value itself when it has this tag. */
export function expectTag(element: DerElement, tag: number): DerElement {
  if (element.tag !== tag) throw derFault(`a value has tag ${hex(element.tag)} where ${hex(tag)} is due`)
  return element
}

const hex = (tag: number) => `0x${bytesToHex(Uint8Array.of(tag))}`
