/** Up to and including the first letter or digit of an answer's text or image. */
const firstLetter = /"(?:content|text|b64_json)": ?"[^"\\0-9A-Za-z]*[0-9A-Za-z]/

/** Changes one letter or digit of the answer's text or image, if there is any in these bytes; everything else stays. */
export function tamper(bytes: Uint8Array): Uint8Array {
  // One character per byte, so that positions in the text are positions in the bytes.
  const found = firstLetter.exec(Buffer.from(bytes).toString('latin1'))
  if (!found) return bytes
  const changed = Uint8Array.from(bytes)
  changed[found.index + found[0].length - 1] = found[0].endsWith('5') ? 0x36 : 0x35
  return changed
}
