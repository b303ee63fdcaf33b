const marker = new TextEncoder().encode('"content":"')
const quote = 34

/** Changes one letter of the answer's text, if there is any in these bytes. */
export function tamper(bytes: Uint8Array): Uint8Array {
  const at = indexOf(bytes, marker) + marker.length
  const letter = bytes[at]
  if (at < marker.length || letter === undefined || letter === quote) return bytes
  const changed = Uint8Array.from(bytes)
  changed[at] = letter ^ 1
  return changed
}

function indexOf(bytes: Uint8Array, wanted: Uint8Array): number {
  return bytes.findIndex((_, start) => wanted.every((byte, i) => bytes[start + i] === byte))
}
