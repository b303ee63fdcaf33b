import { bytesToHex, concatBytes } from '@zg/core'
import { integersToBytes, integerToBytes } from '../src/bytes.js'
import type { Engine, SignatureKind } from '../src/engine/engine.js'
import { fieldPrime } from '../src/field.js'
import { Base8, groupOrder, identity, subgroupOrder } from '../src/point.js'
import { pointToBytes } from '../src/pointBytes.js'
import { filled, torsion } from './samples.js'
import { run, type Vector } from './vector.js'

type Argument = Uint8Array | string | number

/** Elements that differ for each seed and fill their bits. */
const elements = (count: number, seed = 1) =>
  integersToBytes(
    Array.from({ length: count }, (_, i) => (BigInt(i + seed) ** 90n * 0x9e3779b97f4a7c15n) % fieldPrime),
  )
const zero = integerToBytes(0n)
const last = integerToBytes(fieldPrime - 1n)
const keys = [new Uint8Array(32), new Uint8Array(32).fill(255), ...[1, 2, 3].map((seed) => filled(32, seed))]
const elementKinds: readonly SignatureKind[] = ['poseidon', 'mimc7', 'mimcSponge']

/** Both sides of every 25-byte segment's edge up to 300 bytes; with 64 bytes before them, a signature's. */
const edges = (before: number) =>
  Array.from({ length: 13 }, (_, i) => 25 * i - before)
    .flatMap((edge) => [edge - 1, edge, edge + 1])
    .filter((length) => length >= 0 && length <= 300)

/** Calls of every kind, with what circomlibjs makes of them (or another engine). */
export function buildVectors(engine: Engine): Vector[] {
  const vectors: Vector[] = []
  const record = (call: string, ...values: Argument[]) => {
    const args = values.map((value) => (value instanceof Uint8Array ? bytesToHex(value) : String(value)))
    vectors.push({ call, args, result: run(engine, { call, args }) })
  }

  for (const key of keys) record('publicKey', key)
  for (let length = 0; length <= 300; length += 1) record('pedersen', filled(length, length))
  for (const length of edges(0)) {
    for (const byte of [0, 255, 8, 128]) record('pedersen', new Uint8Array(length).fill(byte))
  }
  // Engines keep tables of so many segments only: what lies beyond goes another way.
  for (const length of [1599, 1600, 1601, 1626, 2500]) record('pedersen', filled(length, length))
  const template = filled(80)
  for (const ranges of ['0-0', '0-80', '0-8', '79-80', '24-26,49-51,75-75', '10-20,20-30'])
    record(
      'pedersenTemplate',
      template,
      ranges,
      template.map((byte, i) => (inRanges(ranges, i) ? byte ^ 0xa5 : byte)),
    )

  for (const length of [...edges(64), 0, 1, 64, 300, 1700])
    record('sign', 'pedersen', filled(32, length), filled(length, 3))
  for (const key of keys) {
    record('sign', 'pedersen', key, filled(64))
    for (const kind of elementKinds)
      for (const message of [zero, last, elements(1)]) record('sign', kind, key, message)
  }
  for (const [key, signature, message, kind] of verifications(engine))
    record('verify', kind, key, signature, message)

  for (let count = 1; count <= 16; count += 1) {
    record('poseidon', elements(count), zero, 1)
    record('poseidon', elements(count, 99), elements(1, 7), count + 1)
    record('poseidonMany', count, elements(3 * count, 5))
  }
  record('poseidon', concatBytes(zero, zero), zero, 3)
  record('poseidon', concatBytes(last, last), last, 3)
  record('poseidonMany', 2, elements(150))
  record('poseidonMany', 2, '')
  for (let count = 0; count <= 6; count += 1) {
    for (const key of [zero, last, elements(1, 4)]) {
      record('mimc7', elements(count), key)
      for (const outputs of [1, 3]) record('mimcSponge', elements(count), key, outputs)
    }
  }

  const points = specialPoints(engine)
  for (const p of points) {
    record('pack', p)
    record('inSubgroup', p)
    record('unpack', engine.pack(p))
    for (const q of points) record('add', p, q)
  }
  for (const p of points.slice(0, 4))
    for (const scalar of scalars) record('multiply', p, integerToBytes(scalar))
  for (let y = 0n; y <= 20n; y += 1n) {
    for (let times = 0n; times <= 2n; times += 1n) {
      for (const sign of [0n, 1n << 255n]) record('unpack', integerToBytes(y + times * fieldPrime + sign))
    }
  }
  for (let seed = 0; seed < 40; seed += 1)
    record(
      'unpack',
      filled(32, 5 * seed).map((byte, i) => byte ^ (i * seed)),
    )
  return vectors
}

const inRanges = (ranges: string, place: number) =>
  ranges.split(',').some((range) => {
    const [start = 0, end = 0] = range.split('-').map(Number)
    return place >= start && place < end
  })

const scalars = [
  0n,
  1n,
  2n,
  3n,
  15n,
  16n,
  31n,
  32n,
  subgroupOrder - 1n,
  subgroupOrder,
  subgroupOrder + 1n,
  groupOrder - 1n,
  groupOrder,
  fieldPrime,
  2n ** 255n,
  2n ** 256n - 1n,
]

const negative = ({ x, y }: { x: bigint; y: bigint }) => ({ x: (fieldPrime - x) % fieldPrime, y })

/** A multiple of the base point, the base, torsion of orders 8, 4, 2 and 1, sums of both, and what is opposite to them. */
function specialPoints(engine: Engine): Uint8Array[] {
  const base = pointToBytes(Base8)
  const order8 = pointToBytes(torsion)
  const order4 = engine.add(order8, order8)
  const order2 = engine.add(order4, order4)
  return [
    engine.multiply(base, integerToBytes(123456789n)),
    base,
    order8,
    engine.add(base, order8),
    order4,
    order2,
    pointToBytes(identity),
    engine.add(base, order2),
    pointToBytes(negative(Base8)),
    pointToBytes(negative(torsion)),
  ]
}

/** Signatures that hold, with every part exchanged: by torsion, the identity, another S, another message. */
function verifications(engine: Engine): [Uint8Array, Uint8Array, Uint8Array, SignatureKind][] {
  const base = pointToBytes(Base8)
  const [order8, none] = [pointToBytes(torsion), pointToBytes(identity)]
  const key = filled(32)
  const A = engine.publicKey(key)
  const kinds: readonly SignatureKind[] = ['pedersen', ...elementKinds]
  return kinds.flatMap((kind) => {
    const message = kind === 'pedersen' ? filled(64) : elements(1)
    const signature = engine.sign(kind, key, message)
    const [R8, S] = [signature.subarray(0, 64), signature.subarray(64)]
    const value = S.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
    const values = [value, 0n, 1n, subgroupOrder - 1n, subgroupOrder, value + subgroupOrder, 2n ** 256n - 1n]
    const grid = [R8, engine.add(R8, order8), base, none].flatMap((point) =>
      [A, engine.add(A, order8), none, order8].flatMap((publicKey) =>
        values.map((s): [Uint8Array, Uint8Array, Uint8Array, SignatureKind] => [
          publicKey,
          concatBytes(point, integerToBytes(s)),
          message,
          kind,
        ]),
      ),
    )
    const other = kind === 'pedersen' ? filled(63) : zero
    return [...(kind === 'pedersen' ? grid : grid.filter((_, i) => i % 7 < 3)), [A, signature, other, kind]]
  })
}
