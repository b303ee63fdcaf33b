import { StoredEntryError } from './storeErrors.js'

/** A value with its end, as text, for places that know no time to live. */
export const encodeEntry = (value: string, { now, ttlMs }: { now: number; ttlMs: number | undefined }) => {
  const end = now + (ttlMs ?? Number.POSITIVE_INFINITY)
  return JSON.stringify({ value, ...(Number.isFinite(end) ? { expiresAt: end } : {}) })
}

/** The value, or null when its time is over. Throws `StoredEntryError` for what `encodeEntry` didn't write; `where` names the place. */
export function decodeEntry(
  text: string,
  { key, where, now }: { key: string; where: string; now: number },
): string | null {
  const { value, expiresAt = Number.POSITIVE_INFINITY } = parse(text)
  if (typeof value !== 'string' || typeof expiresAt !== 'number') throw new StoredEntryError({ key, where })
  return expiresAt > now ? value : null
}

function parse(text: string): { value?: unknown; expiresAt?: unknown } {
  try {
    const entry: unknown = JSON.parse(text)
    return typeof entry === 'object' && entry !== null ? entry : {}
  } catch {
    return {} // Refused by the caller, who knows the key.
  }
}
