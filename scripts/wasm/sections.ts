/** A WebAssembly binary, read as far as is needed here. */
export type Section = {
  readonly id: number
  readonly start: number
  readonly body: number
  readonly end: number
}

const headerSize = 8
const customSection = 0

/** An unsigned LEB128 number and where it ends. */
export function readUnsigned(bytes: Uint8Array, at: number): { value: number; end: number } {
  let value = 0
  for (let end = at, weight = 1; ; end += 1, weight *= 128) {
    const byte = bytes[end] ?? 0
    value += (byte & 127) * weight
    if (byte < 128) return { value, end: end + 1 }
  }
}

export function readSections(bytes: Uint8Array): Section[] {
  const sections: Section[] = []
  for (let start = headerSize; start < bytes.length; ) {
    const { value: size, end: body } = readUnsigned(bytes, start + 1)
    sections.push({ id: bytes[start] ?? 0, start, body, end: body + size })
    start = body + size
  }
  return sections
}

/** The module without names and other custom sections. */
export function strip(bytes: Uint8Array): Uint8Array {
  const kept = readSections(bytes).filter(({ id }) => id !== customSection)
  return Buffer.concat([
    bytes.subarray(0, headerSize),
    ...kept.map(({ start, end }) => bytes.subarray(start, end)),
  ])
}
