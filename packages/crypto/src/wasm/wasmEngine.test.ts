import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyElement, anyKey, filled, torsion } from '../../test/samples.js'
import { bigintEngine } from '../bigint/bigintEngine.js'
import { bytesToInteger, integerToBytes } from '../bytes.js'
import type { SignatureKind } from '../engine/engine.js'
import { DisposedSignerError } from '../errors.js'
import { fieldPrime } from '../field.js'
import { Base8, groupOrder, identity, type Point, subgroupOrder } from '../point.js'
import { loadWasmEngine, wasmEngine } from './wasmEngine.js'

const wasm = wasmEngine()
const bigint = bigintEngine()
const kinds: readonly SignatureKind[] = ['pedersen', 'poseidon', 'mimc7', 'mimcSponge']
const bytesOf = ({ x, y }: Point) => Uint8Array.of(...integerToBytes(x), ...integerToBytes(y))
const join = (values: readonly bigint[]) =>
  Uint8Array.from(values.flatMap((value) => [...integerToBytes(value)]))
const special = [Base8, identity, torsion, { x: 0n, y: fieldPrime - 1n }].map(bytesOf)

/** Both sides of the edges of segments, of blocks and of what gets tables. */
const lengths = [0, 1, 24, 25, 26, 50, 51, 79, 80, 95, 96, 128, 300, 1599, 1600, 1601, 2100]

describe('Pedersen', () => {
  test.each(lengths)('%i bytes, before there are tables and after', (length) => {
    for (const message of [filled(length), new Uint8Array(length), new Uint8Array(length).fill(255)]) {
      const before = message.slice()
      const fresh = wasmEngine()
      const hashes = Array.from({ length: 4 }, () => fresh.pedersen(message))
      for (const hash of hashes) expect(hash).toEqual(bigint.pedersen(message))
      expect(message).toEqual(before)
    }
  })

  test('any bytes, with the tables that grow when an engine has hashed often', () => {
    const engine = wasmEngine()
    const often = filled(260)
    for (let i = 0; i < 500; i += 1) expect(engine.pedersen(often)).toEqual(engine.pedersen(often))
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 150, maxLength: 300 }), (message) => {
        expect(engine.pedersen(message)).toEqual(bigint.pedersen(message))
      }),
      { numRuns: 60 },
    )
    // Every byte in every place of a segment.
    for (let byte = 0; byte < 256; byte += 1) {
      const message = new Uint8Array(210).fill(byte)
      expect(engine.pedersen(message)).toEqual(bigint.pedersen(message))
    }
  })

  test('a message longer than the memory that there was', () => {
    const message = filled(70_000)
    const engine = wasmEngine()
    const hash = engine.pedersen(message)
    // The same sum in two parts, and the engine as it was before.
    expect(engine.pedersenTemplate(message, [{ start: 30_010, end: 30_033 }])(message)).toEqual(hash)
    expect(engine.pedersen(filled(48))).toEqual(bigint.pedersen(filled(48)))
    const signature = engine.sign('pedersen', filled(32), message)
    expect(engine.verify('pedersen', engine.publicKey(filled(32)), signature, message)).toBe(true)
    expect(message).toEqual(filled(70_000))
  })

  test('templates', () => {
    const range = fc.tuple(fc.nat({ max: 140 }), fc.nat({ max: 140 }))
    const check = (template: Uint8Array, other: Uint8Array, cuts: readonly (readonly [number, number])[]) => {
      const points = [...new Set(cuts.flat().filter((cut) => cut <= template.length))].sort((a, b) => a - b)
      const variable = points.flatMap((start, i) => {
        const end = points[i + 1]
        return i % 2 === 0 && end !== undefined ? [{ start, end }] : []
      })
      const message = template.map((byte, i) =>
        variable.some(({ start, end }) => i >= start && i < end) ? (other[i] ?? 0) : byte,
      )
      expect(wasm.pedersenTemplate(template, variable)(message)).toEqual(bigint.pedersen(message))
      const key = filled(32)
      expect(wasm.prepareSigner(key).signTemplate(template, variable)(message)).toEqual(
        bigint.sign('pedersen', key, message),
      )
    }
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 140 })
    fc.assert(fc.property(bytes, bytes, fc.array(range, { maxLength: 60 }), check), { numRuns: 30 })
    // More ranges than the module has room for.
    check(
      filled(200),
      filled(200, 3),
      Array.from({ length: 50 }, (_, i) => [4 * i, 4 * i + 1]),
    )
  })
})

describe.each(kinds)('%s signatures', (kind) => {
  const messageOf = (bytes: Uint8Array, element: bigint) =>
    kind === 'pedersen' ? bytes : integerToBytes(element)

  test('of random keys and messages', () => {
    fc.assert(
      fc.property(anyKey, fc.uint8Array({ maxLength: 200 }), anyElement, (key, bytes, element) => {
        const message = messageOf(bytes, element)
        const signature = bigint.sign(kind, key, message)
        const signer = wasm.prepareSigner(key)
        const { publicKey } = signer
        expect(publicKey).toEqual(bigint.publicKey(key))
        expect(wasm.publicKey(key)).toEqual(publicKey)
        expect(wasm.sign(kind, key, message)).toEqual(signature)
        expect(signer.sign(kind, message)).toEqual(signature)
        expect(wasm.verify(kind, publicKey, signature, message)).toBe(true)
        const verifier = wasm.prepareVerifier(publicKey)
        expect(verifier.verify(kind, signature, message)).toBe(true)
        const changed = signature.with(64, (signature[64] ?? 0) ^ 1)
        expect(wasm.verify(kind, publicKey, changed, message)).toBe(false)
        expect(verifier.verify(kind, changed, message)).toBe(false)
      }),
      { numRuns: kind === 'pedersen' ? 30 : 8 },
    )
  })

  test('a disposed signer signs nothing', () => {
    const signer = wasm.prepareSigner(filled(32))
    const template = signer.signTemplate(filled(9), [{ start: 0, end: 9 }])
    signer.dispose()
    expect(() => signer.sign(kind, integerToBytes(1n))).toThrow(DisposedSignerError)
    expect(() => template(filled(9))).toThrow(DisposedSignerError)
    expect(() => signer.signTemplate(filled(9), [])).toThrow(DisposedSignerError)
  })
})

test('verification at its edges is that of the BigInt engine', () => {
  const key = filled(32)
  const message = filled(64)
  const signature = bigint.sign('pedersen', key, message)
  const [R8, S] = [signature.subarray(0, 64), bytesToInteger(signature.subarray(64))]
  const A = bigint.publicKey(key)
  const points = [R8, ...special, bigint.add(R8, bytesOf(torsion))]
  const keys = [A, ...special, bigint.add(A, bytesOf(torsion))]
  for (const publicKey of keys) {
    const verifier = wasm.prepareVerifier(publicKey)
    for (const point of points) {
      for (const s of [S, 0n, 1n, subgroupOrder - 1n, subgroupOrder, S + subgroupOrder, (1n << 256n) - 1n]) {
        const given = Uint8Array.of(...point, ...integerToBytes(s))
        const expected = bigint.verify('pedersen', publicKey, given, message)
        expect(wasm.verify('pedersen', publicKey, given, message)).toBe(expected)
        expect(verifier.verify('pedersen', given, message)).toBe(expected)
      }
    }
  }
})

test('more verifiers than there is room for tables', () => {
  const message = filled(40)
  const keys = Array.from({ length: 20 }, (_, i) => filled(32, i))
  const verifiers = keys.map((key) => wasm.prepareVerifier(wasm.publicKey(key)))
  for (let round = 0; round < 2; round += 1)
    for (const [i, key] of keys.entries()) {
      const signature = wasm.sign('pedersen', key, message)
      expect(verifiers.map((verifier) => verifier.verify('pedersen', signature, message))).toEqual(
        keys.map((_, j) => i === j),
      )
    }
})

describe('hashes of elements', () => {
  test.each(Array.from({ length: 16 }, (_, i) => i + 1))('Poseidon of %i', (width) => {
    const element = fc.oneof(anyElement, fc.constantFrom(0n, 1n, fieldPrime - 1n))
    const inputs = fc.array(element, { minLength: width, maxLength: width })
    fc.assert(
      fc.property(inputs, element, (values, state) => {
        const options = { initialState: integerToBytes(state), outputs: width + 1 }
        expect(wasm.poseidon(join(values), options)).toEqual(bigint.poseidon(join(values), options))
      }),
      { numRuns: 8 },
    )
    const many = join(Array.from({ length: 130 * width }, (_, i) => BigInt(i) ** 30n % fieldPrime))
    expect(wasm.poseidonMany(width, many)).toEqual(bigint.poseidonMany(width, many))
  })

  test('MiMC7 and the sponge', () => {
    const check = (values: readonly bigint[], key: bigint, outputs: number) => {
      const [inputs, first] = [join(values), integerToBytes(key)]
      expect(wasm.mimc7(inputs, first)).toEqual(bigint.mimc7(inputs, first))
      expect(wasm.mimcSponge(inputs, first, outputs)).toEqual(bigint.mimcSponge(inputs, first, outputs))
    }
    check([], 3n, 2)
    check(
      Array.from({ length: 40 }, () => fieldPrime - 1n),
      fieldPrime - 1n,
      9,
    )
    fc.assert(
      fc.property(fc.array(anyElement, { maxLength: 5 }), anyElement, fc.integer({ min: 1, max: 4 }), check),
      { numRuns: 10 },
    )
  })
})

describe('points', () => {
  const scalars = [0n, 1n, 16n, 17n, subgroupOrder, groupOrder, groupOrder - 1n, (1n << 256n) - 1n]

  test('sums, multiples, packing and the subgroup', () => {
    for (const p of [...special, bigint.add(bytesOf(Base8), bytesOf(torsion))]) {
      for (const q of special) expect(wasm.add(p, q)).toEqual(bigint.add(p, q))
      for (const s of scalars)
        expect(wasm.multiply(p, integerToBytes(s))).toEqual(bigint.multiply(p, integerToBytes(s)))
      expect(wasm.pack(p)).toEqual(bigint.pack(p))
      expect(wasm.inSubgroup(p)).toBe(bigint.inSubgroup(p))
    }
  })

  test('multiples by any scalar', () => {
    fc.assert(
      fc.property(anyKey, (scalar) => {
        const p = bigint.add(bytesOf(Base8), bytesOf(torsion))
        expect(wasm.multiply(p, scalar)).toEqual(bigint.multiply(p, scalar))
      }),
      { numRuns: 30 },
    )
  })

  test('unpacking of any bytes', () => {
    const small = Array.from({ length: 9 }, (_, i) => integerToBytes(BigInt(i) + 3n * fieldPrime))
    for (const packed of [...small, ...special.map((p) => bigint.pack(p))])
      expect(wasm.unpack(packed)).toEqual(bigint.unpack(packed))
    fc.assert(
      fc.property(anyKey, (packed) => {
        expect(wasm.unpack(packed)).toEqual(bigint.unpack(packed))
      }),
      { numRuns: 100 },
    )
  })
})

test('the engine that is loaded asynchronously is the same', async () => {
  const engine = await loadWasmEngine()
  expect(engine.name).toBe('wasm')
  expect(engine.pedersen(filled(48))).toEqual(bigint.pedersen(filled(48)))
})
