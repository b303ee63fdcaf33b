import { MalformedEvidenceError } from './errors.js'

export type JsonObject = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Parses text that came from outside. Throws `MalformedEvidenceError` on what is no JSON or longer than `most` characters. */
export function parseJson(text: string, { format, most }: { format: string; most: number }): unknown {
  if (text.length > most) {
    throw new MalformedEvidenceError(format, `it has ${text.length} characters, more than ${most}`)
  }
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new MalformedEvidenceError(format, 'it is no JSON', { cause })
  }
}

/** The same for a JSON object. */
export function parseJsonObject(text: string, limits: { format: string; most: number }): JsonObject {
  const value = parseJson(text, limits)
  if (isObject(value)) return value
  throw new MalformedEvidenceError(limits.format, 'it is no JSON object')
}
