const escapes: Readonly<Record<string, string>> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
}

/**
 * JSON as the network's providers write it anew: the keys of every object in order, no spaces. In requests they escape what would be
 * markup in HTML; in answers they don't.
 */
export function encodeJson(value: unknown, { forHtml }: { forHtml: boolean }): string {
  const text = JSON.stringify(sorted(value))
  return forHtml ? text.replace(/[<>&\u2028\u2029]/g, (character) => escapes[character] ?? character) : text
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const keys = Object.keys(value).sort()
  const read = new Map(Object.entries(value))
  return Object.fromEntries(keys.map((key) => [key, sorted(read.get(key))]))
}
