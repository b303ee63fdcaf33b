import { concatBytes } from '@zg/core'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { expandPrivateKey } from '../src/bigint/expandPrivateKey.js'
import { bytesToInteger, integerToBytes } from '../src/bytes.js'
import {
  addPoint,
  Base8,
  fieldPrime,
  getPublicKey,
  groupOrder,
  identity,
  inCurve,
  inSubgroup,
  multiplyPoint,
  type Point,
  packPoint,
  packSignature,
  pedersenHash,
  poseidonHash,
  signPedersen,
  signPoseidon,
  subgroupOrder,
  unpackPoint,
  verifyPedersen,
  verifyPoseidon,
} from '../src/index.js'
import { createOracle, type Oracle } from './circomlib.js'
import { anyElement, anyKey, anyScalar, filled, torsion } from './samples.js'

let oracle: Oracle
beforeAll(async () => {
  oracle = await createOracle()
})

/** 0 to 130 bytes; both sides of each segment's edge, with and without the 64 bytes that a signature puts before. */
const lengths = [0, 1, 10, 11, 12, 24, 25, 26, 36, 37, 48, 49, 50, 51, 64, 75, 76, 128, 130]

describe('EdDSA', () => {
  test('public keys', () => {
    const check = (key: Uint8Array): void => {
      expect(getPublicKey(key)).toEqual(oracle.getPublicKey(key))
    }
    check(new Uint8Array(32))
    check(new Uint8Array(32).fill(255))
    fc.assert(fc.property(anyKey, check), { numRuns: 20 })
  })

  test.each([0, 1, 24, 25, 26, 50, 51, 64, 130])('a Pedersen signature of %i bytes', (length) => {
    const [key, message] = [filled(32, length), filled(length)]
    const signature = signPedersen(key, message)
    expect(packSignature(signature)).toEqual(oracle.signPedersen(key, message))
    expect(verifyPedersen(message, signature, getPublicKey(key))).toBe(true)
    expect(oracle.verifyPedersen(message, signature, getPublicKey(key))).toBe(true)
  })

  test('Pedersen signatures of random keys and messages', () => {
    fc.assert(
      fc.property(anyKey, fc.uint8Array({ maxLength: 130 }), (key, message) => {
        const signature = signPedersen(key, message)
        expect(packSignature(signature)).toEqual(oracle.signPedersen(key, message))
        expect(verifyPedersen(message, signature, getPublicKey(key))).toBe(true)
        expect(verifyPedersen(concatBytes(message, filled(1)), signature, getPublicKey(key))).toBe(false)
      }),
      { numRuns: 20 },
    )
  })

  test('Poseidon signatures of random keys and messages', () => {
    fc.assert(
      fc.property(anyKey, anyElement, (key, message) => {
        const signature = signPoseidon(key, message)
        expect(packSignature(signature)).toEqual(oracle.signPoseidon(key, message))
        expect(verifyPoseidon(message, signature, getPublicKey(key))).toBe(true)
        expect(verifyPoseidon(message + 1n, signature, getPublicKey(key))).toBe(false)
      }),
      { numRuns: 15 },
    )
  })
})

describe('verification at its edges', () => {
  const key = filled(32)
  const message = filled(64)
  const { R8, S } = signPedersen(key, message)
  const A = getPublicKey(key)
  const points: readonly [string, Point][] = [
    ['R8', R8],
    ['R8 + T', addPoint(R8, torsion)],
    ['Base8', Base8],
    ['identity', identity],
  ]
  const keys: readonly [string, Point][] = [
    ['A', A],
    ['A + T', addPoint(A, torsion)],
    ['identity', identity],
    ['T', torsion],
  ]
  const scalars = [S, 0n, 1n, subgroupOrder - 1n, subgroupOrder, S + subgroupOrder]

  test('torsion, identity and S round the order: both take the same five', () => {
    const taken: string[] = []
    for (const [pointName, point] of points) {
      for (const [keyName, publicKey] of keys) {
        for (const [i, s] of scalars.entries()) {
          const signature = { R8: point, S: s }
          const accepted = verifyPedersen(message, signature, publicKey)
          expect(accepted).toBe(oracle.verifyPedersen(message, signature, publicKey))
          if (accepted) taken.push(`${pointName}, ${keyName}, ${i}`)
        }
      }
    }
    expect(taken.sort()).toEqual([
      'Base8, T, 2',
      'Base8, identity, 2',
      'R8, A, 0',
      'identity, T, 1',
      'identity, identity, 1',
    ])
  })

  test('a key outside the subgroup is taken when its own bytes were signed', () => {
    const { scalar, nonceOf } = expandPrivateKey(key)
    const nonce = nonceOf(message)
    const moved = addPoint(A, torsion)
    const point = multiplyPoint(Base8, nonce)
    const challenge = bytesToInteger(pedersenHash(concatBytes(packPoint(point), packPoint(moved), message)))
    const signature = { R8: point, S: (nonce + challenge * scalar) % subgroupOrder }
    expect(inSubgroup(moved)).toBe(false)
    expect(verifyPedersen(message, signature, moved)).toBe(true)
    expect(oracle.verifyPedersen(message, signature, moved)).toBe(true)
  })

  test('one changed bit of a packed signature', () => {
    const packed = packSignature({ R8, S })
    fc.assert(
      fc.property(fc.nat({ max: 511 }), (bit) => {
        const changed = packed.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))
        const point = unpackPoint(changed.subarray(0, 32))
        expect(point).toEqual(oracle.unpackPoint(changed.subarray(0, 32)))
        if (!point) return
        const signature = { R8: point, S: bytesToInteger(changed.subarray(32)) }
        expect(verifyPedersen(message, signature, A)).toBe(false)
        expect(oracle.verifyPedersen(message, signature, A)).toBe(false)
      }),
      { numRuns: 15 },
    )
  })
})

describe('Pedersen hash', () => {
  test.each(lengths)('of %i bytes', (length) => {
    for (const message of [filled(length), new Uint8Array(length), new Uint8Array(length).fill(255)])
      expect(pedersenHash(message)).toEqual(oracle.pedersenHash(message))
  })

  test('of any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 130 }), (message) => {
        expect(pedersenHash(message)).toEqual(oracle.pedersenHash(message))
      }),
      { numRuns: 40 },
    )
  })
})

describe('Poseidon', () => {
  test.each(Array.from({ length: 16 }, (_, i) => i + 1))('of %i inputs, with state and outputs', (count) => {
    const inputs = Array.from({ length: count }, (_, i) => BigInt(i) ** 40n)
    expect(poseidonHash(inputs)).toBe(oracle.poseidon(inputs, 0n, 1)[0])
    expect(poseidonHash(inputs, { initialState: 9n, outputs: count + 1 })).toEqual(
      oracle.poseidon(inputs, 9n, count + 1),
    )
  })

  test('of any elements, reduced or not', () => {
    const element = fc.bigInt({ min: -fieldPrime, max: 2n * fieldPrime })
    fc.assert(
      fc.property(fc.array(element, { minLength: 1, maxLength: 16 }), element, (inputs, initialState) => {
        const outputs = inputs.length + 1
        expect(poseidonHash(inputs, { initialState, outputs })).toEqual(
          oracle.poseidon(inputs, initialState, outputs),
        )
      }),
      { numRuns: 50 },
    )
  })
})

describe('points', () => {
  test('multiples, sums and packing', () => {
    fc.assert(
      fc.property(anyScalar, anyScalar, fc.boolean(), (a, b, moved) => {
        const p = multiplyPoint(Base8, a)
        const q = multiplyPoint(moved ? addPoint(Base8, torsion) : Base8, b)
        expect(p).toEqual(oracle.multiplyPoint(Base8, a))
        expect(addPoint(p, q)).toEqual(oracle.addPoint(p, q))
        expect(packPoint(q)).toEqual(oracle.packPoint(q))
        // A scalar may be a multiple of the order: the points with x = 0 don't unpack, as below.
        expect(unpackPoint(packPoint(q))).toEqual(q.x === 0n ? null : q)
      }),
      {
        numRuns: 15,
        examples: [
          [1n, 0n, false],
          [0n, groupOrder, true],
          [0n, groupOrder / 2n, true],
        ],
      },
    )
  })

  test('sums of special points', () => {
    const special = [Base8, identity, torsion, { x: fieldPrime - Base8.x, y: Base8.y }]
    for (const p of special) for (const q of special) expect(addPoint(p, q)).toEqual(oracle.addPoint(p, q))
  })

  test('unpacking of any 32 bytes', () => {
    fc.assert(
      fc.property(anyKey, (bytes) => {
        expect(unpackPoint(bytes)).toEqual(oracle.unpackPoint(bytes))
      }),
      { numRuns: 60 },
    )
  })

  test.each([1n, 2n, 3n])('unpacking of y = 0 to 8, plus %s · p', (times) => {
    for (let y = 0n; y <= 8n; y += 1n) {
      const bytes = integerToBytes(y + times * fieldPrime)
      expect(unpackPoint(bytes)).toEqual(oracle.unpackPoint(bytes))
    }
  })

  test('the two points with x = 0 pack, and do not unpack', () => {
    for (const point of [identity, { x: 0n, y: fieldPrime - 1n }]) {
      expect(packPoint(point)).toEqual(oracle.packPoint(point))
      expect(unpackPoint(packPoint(point))).toBeNull()
      expect(oracle.unpackPoint(packPoint(point))).toBeNull()
    }
  })

  test('curve and subgroup', () => {
    for (const point of [Base8, identity, torsion, addPoint(Base8, torsion), { x: 1n, y: 1n }]) {
      expect(inCurve(point)).toBe(oracle.inCurve(point))
      expect(inSubgroup(point)).toBe(oracle.inSubgroup(point))
    }
  })
})
