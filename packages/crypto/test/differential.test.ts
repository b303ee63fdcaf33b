import { bytesToHex, concatBytes } from '@zg/core'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { bigintEngine } from '../src/bigint.js'
import { integersToBytes, integerToBytes } from '../src/bytes.js'
import type { Engine, SignatureKind } from '../src/engine/engine.js'
import { Base8, subgroupOrder } from '../src/point.js'
import { pointToBytes } from '../src/pointBytes.js'
import { wasmEngine } from '../src/wasm.js'
import { circomlibEngine } from './circomlibEngine.js'
import { anyElement, anyKey, anyScalar, torsion } from './samples.js'
import { calls, run } from './vector.js'

/** `pnpm fuzz crypto` raises this: 421 cases for a change, ten thousand for a release. */
const factor = Number(process.env.ZG_FUZZ ?? 1)

let oracle: Engine
let engines: readonly Engine[]
const ours = bigintEngine()
beforeAll(async () => {
  oracle = await circomlibEngine()
  engines = [ours, bigintEngine({ precompute: 'byte' }), wasmEngine()]
})

type Arguments = readonly (Uint8Array | string | number)[]

const base = pointToBytes(Base8)
const anyElements = (most: number) =>
  fc.array(anyElement, { minLength: 1, maxLength: most }).map(integersToBytes)
const oneElement = anyElement.map(integerToBytes)
const anyBytes = fc.uint8Array({ maxLength: 300 })
const anyTorsion = fc
  .bigInt({ min: 0n, max: 7n })
  .map((times) => ours.multiply(pointToBytes(torsion), integerToBytes(times)))
const anyPoint = fc
  .tuple(anyScalar, anyTorsion)
  .map(([scalar, moved]) => ours.add(ours.multiply(base, integerToBytes(scalar)), moved))

const kinds: readonly SignatureKind[] = ['pedersen', 'poseidon', 'mimc7', 'mimcSponge']
const anyKind = fc.constantFrom(...kinds)
const messageOf = (kind: SignatureKind, bytes: Uint8Array, element: Uint8Array) =>
  kind === 'pedersen' ? bytes : element

const signing = fc
  .tuple(anyKind, anyKey, anyBytes, oneElement)
  .map(([kind, key, bytes, element]): Arguments => [kind, key, messageOf(kind, bytes, element)])

/** A signature that holds, or one with a part moved: by torsion, by one, to another message, to a weak key. */
const verifying = fc
  .tuple(signing, anyTorsion, anyScalar, fc.constantFrom('none', 'S', 'R8', 'A', 'message', 'weak', 'large'))
  .map(([[kind, key, message], moved, scalar, change]): Arguments => {
    if (!isKind(kind) || !(key instanceof Uint8Array) || !(message instanceof Uint8Array)) return []
    const signature = ours.sign(kind, key, message)
    const [R8, S] = [signature.subarray(0, 64), signature.subarray(64)]
    const A = ours.publicKey(key)
    const value = integerToBytes(scalar % subgroupOrder)
    const changes: Record<typeof change, Arguments> = {
      none: [kind, A, signature, message],
      S: [kind, A, concatBytes(R8, value), message],
      R8: [kind, A, concatBytes(ours.add(R8, moved), S), message],
      A: [kind, ours.add(A, moved), signature, message],
      message: [kind, A, signature, kind === 'pedersen' ? concatBytes(message, S) : value],
      weak: [kind, moved, concatBytes(ours.multiply(base, value), value), message],
      large: [kind, A, concatBytes(R8, integerToBytes(2n ** 255n + scalar)), message],
    }
    return changes[change]
  })

const isKind = (value: unknown): value is SignatureKind => kinds.some((kind) => kind === value)

const hashing = fc
  .tuple(anyElements(16), oneElement, fc.nat({ max: 16 }))
  .map(([inputs, state, outputs]): Arguments => [inputs, state, 1 + (outputs % (inputs.length / 32 + 1))])

const cases: readonly { call: string; runs: number; any: fc.Arbitrary<Arguments> }[] = [
  { call: 'publicKey', runs: 6, any: anyKey.map((key) => [key]) },
  { call: 'sign', runs: 34, any: signing },
  { call: 'verify', runs: 20, any: verifying },
  { call: 'pedersen', runs: 30, any: anyBytes.map((message) => [message]) },
  {
    call: 'pedersenTemplate',
    runs: 6,
    any: fc.tuple(anyBytes, anyBytes).map(([fixed, moving]) => {
      const template = concatBytes(fixed, new Uint8Array(moving.length))
      const range = `${fixed.length}-${template.length}`
      return [template, range, concatBytes(fixed, moving)]
    }),
  },
  { call: 'poseidon', runs: 80, any: hashing },
  {
    call: 'poseidonMany',
    runs: 10,
    any: fc
      .tuple(fc.integer({ min: 1, max: 16 }), fc.integer({ min: 1, max: 5 }), anyElement)
      .map(([width, count, seed]) => [
        width,
        integersToBytes(Array.from({ length: width * count }, (_, i) => seed >> BigInt(i))),
      ]),
  },
  { call: 'mimc7', runs: 50, any: fc.tuple(anyElements(5), oneElement) },
  { call: 'mimcSponge', runs: 50, any: fc.tuple(anyElements(5), oneElement, fc.integer({ min: 1, max: 4 })) },
  { call: 'add', runs: 40, any: fc.tuple(anyPoint, anyPoint) },
  { call: 'multiply', runs: 10, any: fc.tuple(anyPoint, anyKey) },
  { call: 'pack', runs: 20, any: anyPoint.map((p) => [p]) },
  { call: 'unpack', runs: 60, any: anyKey.map((packed) => [packed]) },
  { call: 'inSubgroup', runs: 5, any: anyPoint.map((p) => [p]) },
]

test.each(cases)(
  '$call of anything is what circomlibjs makes of it',
  ({ call, runs, any }) => {
    fc.assert(
      fc.property(any, (values) => {
        const args = values.map((value) => (value instanceof Uint8Array ? bytesToHex(value) : String(value)))
        const result = run(oracle, { call, args })
        for (const engine of engines)
          expect([engine.name, run(engine, { call, args })]).toEqual([engine.name, result])
      }),
      { numRuns: runs * factor },
    )
  },
  60_000 * factor,
)

test('every call is tried, three hundred times in all or more', () => {
  expect(cases.map(({ call }) => call).toSorted()).toEqual([...calls].toSorted())
  expect(cases.reduce((sum, { runs }) => sum + runs, 0)).toBeGreaterThanOrEqual(300)
})
