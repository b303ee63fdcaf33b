import { hexToBytes } from '@zg/core'
import { MalformedEvidenceError } from './errors.js'
import { isObject, parseJson } from './json.js'

/** Reads an object of JSON member by member. A member that is missing or of another kind is a `MalformedEvidenceError` that says where. */
export type JsonReader = {
  text(key: string): string
  /** Whatever stands there. */
  member(key: string): unknown
  /** A whole number from 0 to `most`. */
  integer(key: string, most: number): number
  /** Hex of exactly `length` bytes, in either case. */
  bytes(key: string, length: number): Uint8Array
  /** A moment in ISO 8601 and UTC, in milliseconds since 1970. */
  time(key: string): number
  object(key: string): JsonReader
  /** No more than 1,024 objects; empty when the member is missing and may be. */
  objects(key: string, options?: { optional: true }): JsonReader[]
  /** Texts; empty when the member is missing. */
  texts(key: string): string[]
}

/** Parses a text that must be an object, of at most a million characters. `format` names it in errors. */
export const readJsonText = (text: string, format: string): JsonReader =>
  readObject(parseJson(text, { format, most: 1_000_000 }), format, 'it')

/** Reads a value that is parsed already. */
export function readObject(value: unknown, format: string, path: string): JsonReader {
  const fault = (at: string, what: string) => new MalformedEvidenceError(format, `${at} is not ${what}`)
  if (!isObject(value)) throw fault(path, 'an object')
  const members = new Map<string, unknown>(Object.entries(value))
  const at = (key: string) => (path === 'it' ? key : `${path}.${key}`)
  const list = (key: string, isOptional: boolean): unknown[] => {
    const member = members.get(key)
    if (member === undefined && isOptional) return []
    if (!Array.isArray(member) || member.length > 1024) throw fault(at(key), 'a list of at most 1,024')
    return member
  }
  const object: JsonReader = {
    member: (key) => members.get(key),
    text(key) {
      const member = members.get(key)
      if (typeof member !== 'string') throw fault(at(key), 'a text')
      return member
    },
    integer(key, most) {
      const member = members.get(key)
      if (typeof member !== 'number' || !Number.isInteger(member) || member < 0 || member > most)
        throw fault(at(key), `a whole number up to ${most}`)
      return member
    },
    bytes(key, length) {
      const hex = object.text(key)
      if (!/^[0-9a-f]*$/i.test(hex) || hex.length !== 2 * length)
        throw fault(at(key), `hex of ${length} bytes`)
      return hexToBytes(hex)
    },
    time(key) {
      const text = object.text(key)
      const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) ? Date.parse(text) : Number.NaN
      if (Number.isNaN(time)) throw fault(at(key), 'a moment in UTC')
      return time
    },
    object: (key) => readObject(members.get(key), format, at(key)),
    objects: (key, options) =>
      list(key, options !== undefined).map((member, index) =>
        readObject(member, format, `${at(key)}[${index}]`),
      ),
    texts: (key) =>
      list(key, true).map((member, index) => {
        if (typeof member !== 'string') throw fault(`${at(key)}[${index}]`, 'a text')
        return member
      }),
  }
  return object
}
