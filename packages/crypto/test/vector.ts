import { bytesToHex, hexToBytes } from '@zg/core'
import type { ByteRange, Engine, SignatureKind } from '../src/engine/engine.js'

/** A call of an engine and its result: bytes in hex, numbers in decimal. */
export type Vector = {
  readonly call: string
  readonly args: readonly string[]
  readonly result: string | boolean | null
}

type Operation = (engine: Engine, args: readonly [string, string, string, string]) => Vector['result']

const bytes = hexToBytes
const kinds: readonly SignatureKind[] = ['pedersen', 'poseidon', 'mimc7', 'mimcSponge']
const kindOf = (name: string): SignatureKind => {
  const kind = kinds.find((known) => known === name)
  if (!kind) throw new Error(`"${name}" is no kind of signature.`)
  return kind
}
/** `0-8,16-24`: the bytes of a template that vary. */
const rangesOf = (text: string): ByteRange[] =>
  text.split(',').map((range) => {
    const [start, end] = range.split('-').map(Number)
    return { start: start ?? 0, end: end ?? 0 }
  })

const operations: Readonly<Record<string, Operation>> = {
  publicKey: (engine, [key]) => bytesToHex(engine.publicKey(bytes(key))),
  sign: (engine, [kind, key, message]) => bytesToHex(engine.sign(kindOf(kind), bytes(key), bytes(message))),
  verify: (engine, [kind, key, signature, message]) =>
    engine.verify(kindOf(kind), bytes(key), bytes(signature), bytes(message)),
  pedersen: (engine, [message]) => bytesToHex(engine.pedersen(bytes(message))),
  pedersenTemplate: (engine, [template, ranges, message]) =>
    bytesToHex(engine.pedersenTemplate(bytes(template), rangesOf(ranges))(bytes(message))),
  poseidon: (engine, [inputs, initialState, outputs]) =>
    bytesToHex(
      engine.poseidon(bytes(inputs), { initialState: bytes(initialState), outputs: Number(outputs) }),
    ),
  poseidonMany: (engine, [width, inputs]) => bytesToHex(engine.poseidonMany(Number(width), bytes(inputs))),
  mimc7: (engine, [inputs, key]) => bytesToHex(engine.mimc7(bytes(inputs), bytes(key))),
  mimcSponge: (engine, [inputs, key, outputs]) =>
    bytesToHex(engine.mimcSponge(bytes(inputs), bytes(key), Number(outputs))),
  add: (engine, [p, q]) => bytesToHex(engine.add(bytes(p), bytes(q))),
  multiply: (engine, [p, scalar]) => bytesToHex(engine.multiply(bytes(p), bytes(scalar))),
  pack: (engine, [p]) => bytesToHex(engine.pack(bytes(p))),
  unpack: (engine, [packed]) => {
    const point = engine.unpack(bytes(packed))
    return point && bytesToHex(point)
  },
  inSubgroup: (engine, [p]) => engine.inSubgroup(bytes(p)),
}

/** What an engine makes of a vector's call. */
export function run(engine: Engine, { call, args }: Pick<Vector, 'call' | 'args'>): Vector['result'] {
  const operation = operations[call]
  if (!operation) throw new Error(`"${call}" is no call of an engine.`)
  const [first = '', second = '', third = '', fourth = ''] = args
  return operation(engine, [first, second, third, fourth])
}

/** The calls that vectors can record. */
export const calls: readonly string[] = Object.keys(operations)
