import { type DerElement, type DerFields, derFault, derTag, expectTag } from './der.js'

/** An object identifier in its dotted form. */
export function readOid(element: DerElement): string {
  const { content } = expectTag(element, derTag.oid)
  const arcs: number[] = []
  let arc = 0
  let isOpen = false
  for (const byte of content) {
    if (!isOpen && byte === 0x80) throw derFault('an object identifier is padded')
    arc = arc * 128 + (byte & 0x7f)
    if (arc > 0xffffffff) throw derFault('an object identifier is too large')
    isOpen = byte >= 0x80
    if (isOpen) continue
    arcs.push(arc)
    arc = 0
  }
  const [first] = arcs
  if (isOpen || first === undefined) throw derFault('an object identifier is truncated')
  const top = Math.min(Math.floor(first / 40), 2)
  return [top, first - 40 * top, ...arcs.slice(1)].join('.')
}

/** The bytes of an integer that is not negative, without the sign's zero byte. */
export function readUnsigned(element: DerElement): Uint8Array {
  const { content } = expectTag(element, derTag.integer)
  const [first, second] = content
  if (first === undefined) throw derFault('an integer is empty')
  if (first >= 0x80) throw derFault('an integer is negative')
  if (first !== 0) return content
  if (second === undefined) return content
  if (second < 0x80) throw derFault('an integer is padded')
  return content.subarray(1)
}

/** An integer from 0 to 2³²-1. */
export function readSmallInteger(element: DerElement): number {
  const digits = readUnsigned(element)
  if (digits.length > 4) throw derFault('an integer is too large')
  return digits.reduce((total, digit) => total * 256 + digit, 0)
}

export function readBoolean(element: DerElement): boolean {
  const { content } = expectTag(element, derTag.boolean)
  const [value] = content
  if (content.length !== 1 || (value !== 0 && value !== 0xff))
    throw derFault('a boolean is neither 00 nor ff')
  return value === 0xff
}

/** A bit string that is whole bytes, as signatures and keys are. */
export function readBytesOfBits(element: DerElement): Uint8Array {
  const { content } = expectTag(element, derTag.bitString)
  if (content[0] !== 0) throw derFault('a bit string is not whole bytes')
  return content.subarray(1)
}

/** The first eight named bits of a bit string, bit 0 in the highest place; others are dropped. */
export function readNamedBits(element: DerElement): number {
  const { content } = expectTag(element, derTag.bitString)
  const [unused, first] = content
  const last = content.at(-1)
  if (unused === undefined || unused > 7) throw derFault('a bit string is malformed')
  if (first === undefined || last === undefined) {
    if (unused !== 0) throw derFault('an empty bit string has unused bits')
    return 0
  }
  if ((last & ((1 << unused) - 1)) !== 0) throw derFault('unused bits are not zero')
  return first
}

/** The moment that is the next field, in either of its forms. */
export const nextTime = (fields: DerFields): number =>
  readTime(fields.optional(derTag.utcTime) ?? fields.next(derTag.generalizedTime))

/** A moment in milliseconds since 1970: UTC to the second, as RFC 5280 wants it. */
export function readTime(element: DerElement): number {
  const digits = element.tag === derTag.utcTime ? 12 : element.tag === derTag.generalizedTime ? 14 : undefined
  const text = String.fromCharCode(...element.content.subarray(0, 16))
  if (digits === undefined || !/^\d+Z$/.test(text) || element.content.length !== digits + 1) {
    throw derFault('a time is not written in UTC to the second')
  }
  const century = digits === 14 ? '' : Number(text.slice(0, 2)) < 50 ? '20' : '19'
  const iso = `${century}${text}`.replace(/^(....)(..)(..)(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6.000Z')
  const time = Date.parse(iso)
  // A day that the month lacks would roll over silently.
  if (Number.isNaN(time) || new Date(time).toISOString() !== iso) throw derFault('a time does not exist')
  return time
}
