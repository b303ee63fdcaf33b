import { readSections, readUnsigned } from './sections.js'

/** One instruction with its immediate operands that matter: labels, indices, counts. */
export type Instruction = { readonly opcode: number; readonly immediates: readonly number[] }

export type WasmFunction = {
  readonly name: string
  readonly parameters: number
  readonly results: number
  readonly locals: number
  readonly code: readonly Instruction[]
}

export type Disassembly = {
  readonly functions: readonly WasmFunction[]
  readonly exports: ReadonlyMap<string, number>
}

/** Opcodes of bulk memory stand behind a prefix: here as 0xfc00 and their number. */
const prefixed = 0xfc

type Reader = { at: number; readonly bytes: Uint8Array }

const byte = (reader: Reader): number => {
  const value = reader.bytes[reader.at] ?? 0
  reader.at += 1
  return value
}
const number = (reader: Reader): number => {
  const { value, end } = readUnsigned(reader.bytes, reader.at)
  reader.at = end
  return value
}
const vector = <Item>(reader: Reader, item: (reader: Reader) => Item): Item[] =>
  Array.from({ length: number(reader) }, () => item(reader))
const text = (reader: Reader): string => {
  const size = number(reader)
  reader.at += size
  return new TextDecoder().decode(reader.bytes.subarray(reader.at - size, reader.at))
}

/** Reads a module without imports, floats and SIMD: anything else is refused, so that nothing goes unread. */
export function disassemble(bytes: Uint8Array): Disassembly {
  const bodies = new Map(readSections(bytes).map((section) => [section.id, section]))
  const open = (id: number): Reader => ({ bytes, at: bodies.get(id)?.body ?? bytes.length })
  if (bodies.has(2)) throw new Error('The module imports something.')
  const types = vector(open(1), (reader) => {
    byte(reader)
    return { parameters: vector(reader, byte).length, results: vector(reader, byte).length }
  })
  const signatures = vector(open(3), number).map((index) => types[index] ?? { parameters: 0, results: 0 })
  const exports = new Map<string, number>()
  for (const { name, kind, index } of vector(open(7), (reader) => ({
    name: text(reader),
    kind: byte(reader),
    index: number(reader),
  })))
    if (kind === 0) exports.set(name, index)
  const names = readNames(bytes)
  const functions = vector(open(10), (reader) => {
    const end = number(reader) + reader.at
    const locals = vector(reader, (each) => {
      const count = number(each)
      byte(each)
      return count
    }).reduce((sum, count) => sum + count, 0)
    const code: Instruction[] = []
    while (reader.at < end) code.push(readInstruction(reader))
    return { locals, code }
  }).map(({ locals, code }, i) => ({
    name: names.get(i) ?? `function ${i}`,
    ...(signatures[i] ?? { parameters: 0, results: 0 }),
    locals,
    code,
  }))
  return { functions, exports }
}

function readInstruction(reader: Reader): Instruction {
  const first = byte(reader)
  const opcode = first === prefixed ? 0xfc00 + number(reader) : first
  return { opcode, immediates: readImmediates(reader, opcode) }
}

function readImmediates(reader: Reader, opcode: number): number[] {
  // Blocks: no result, or one; types by index would be two bytes or more and don't occur.
  if (opcode >= 0x02 && opcode <= 0x04) {
    const type = byte(reader)
    if (type !== 0x40 && type < 0x7c) throw new Error('A block has a type by index.')
    return [type === 0x40 ? 0 : 1]
  }
  if (opcode === 0x0e) return [...vector(reader, number), number(reader)]
  if ((opcode >= 0x28 && opcode <= 0x3e) || opcode === 0xfc0a) return [number(reader), number(reader)]
  if (opcode === 0x0c || opcode === 0x0d || opcode === 0x10 || (opcode >= 0x20 && opcode <= 0x24))
    return [number(reader)]
  if (opcode === 0x3f || opcode === 0x40 || opcode === 0xfc0b) return [number(reader)]
  // Signed constants have the length of unsigned ones; their values don't matter.
  if (opcode === 0x41 || opcode === 0x42) return [number(reader)]
  const plain =
    [0x00, 0x01, 0x05, 0x0b, 0x0f, 0x1a, 0x1b].includes(opcode) ||
    (opcode >= 0x45 && opcode <= 0x5a) ||
    (opcode >= 0x67 && opcode <= 0x8a) ||
    [0xa7, 0xac, 0xad, 0xc0, 0xc1, 0xc2, 0xc3, 0xc4].includes(opcode)
  if (!plain) throw new Error(`Opcode 0x${opcode.toString(16)} is not known here.`)
  return []
}

function readNames(bytes: Uint8Array): Map<number, string> {
  for (const { id, body, end } of readSections(bytes)) {
    const reader = { bytes, at: body }
    if (id !== 0 || text(reader) !== 'name') continue
    while (reader.at < end) {
      const kind = byte(reader)
      const size = number(reader)
      if (kind === 1) return new Map(vector(reader, (each): [number, string] => [number(each), text(each)]))
      reader.at += size
    }
  }
  return new Map()
}
