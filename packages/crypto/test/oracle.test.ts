import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  addPoint,
  base8,
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
  poseidonHashes,
  signPedersen,
  signPoseidon,
  subgroupOrder,
  unpackPoint,
  unpackSignature,
  verifyPedersen,
  verifyPoseidon,
} from '../src/index.js'
import { createOracle, type Oracle } from './circomlib.js'

let oracle: Oracle
beforeAll(async () => {
  oracle = await createOracle()
})

const key = fc.uint8Array({ minLength: 32, maxLength: 32 })
const element = fc.bigInt({ min: 0n, max: fieldPrime - 1n })
const scalar = fc.bigInt({ min: 0n, max: groupOrder })
const torsion: Point = {
  x: 4342719913949491028786768530115087822524712248835451589697801404893164183326n,
  y: 4826523245007015323400664741523384119579596407052839571721035538011798951543n,
}
/** Segment edges of the Pedersen hash, and the network's two lengths. */
const lengths = [0, 1, 24, 25, 26, 48, 49, 50, 51, 64, 75, 76, 128, 130]
const filled = (length: number, seed = 7) => Uint8Array.from({ length }, (_, i) => (i * 31 + seed) & 255)

describe('equal to circomlibjs', () => {
  test('public keys', () => {
    fc.assert(
      fc.property(key, (k) => {
        expect(getPublicKey(k)).toEqual(oracle.getPublicKey(k))
      }),
      { numRuns: 20 },
    )
  })

  test('Pedersen hash at every edge of a segment', () => {
    for (const length of lengths) {
      for (const message of [filled(length), new Uint8Array(length), new Uint8Array(length).fill(255)]) {
        expect(pedersenHash(message)).toEqual(oracle.pedersenHash(message))
      }
    }
  })

  test('Pedersen hash of any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (message) => {
        expect(pedersenHash(message)).toEqual(oracle.pedersenHash(message))
      }),
      { numRuns: 40 },
    )
  })

  test('EdDSA-Pedersen signatures, verified by both', () => {
    for (const length of [0, 1, 48, 64, 130]) {
      const k = filled(32, length)
      const message = filled(length)
      const signature = signPedersen(k, message)
      expect(packSignature(signature)).toEqual(oracle.signPedersen(k, message))
      expect(verifyPedersen(message, signature, getPublicKey(k))).toBe(true)
      expect(oracle.verifyPedersen(message, signature, getPublicKey(k))).toBe(true)
    }
  })

  test('EdDSA-Pedersen signatures of random keys and messages', () => {
    fc.assert(
      fc.property(key, fc.uint8Array({ maxLength: 80 }), (k, message) => {
        expect(packSignature(signPedersen(k, message))).toEqual(oracle.signPedersen(k, message))
      }),
      { numRuns: 20 },
    )
  })

  test('EdDSA-Poseidon signatures, verified by both', () => {
    fc.assert(
      fc.property(key, element, (k, message) => {
        const signature = signPoseidon(k, message)
        expect(packSignature(signature)).toEqual(oracle.signPoseidon(k, message))
        expect(verifyPoseidon(message, signature, getPublicKey(k))).toBe(true)
        expect(verifyPoseidon(message + 1n, signature, getPublicKey(k))).toBe(false)
      }),
      { numRuns: 15 },
    )
    expect(signPoseidon(filled(32), -1n)).toEqual(signPoseidon(filled(32), fieldPrime - 1n))
  })

  test.each(Array.from({ length: 16 }, (_, i) => i + 1))(
    'Poseidon of %i inputs, with state and outputs',
    (count) => {
      const inputs = Array.from({ length: count }, (_, i) => BigInt(i) ** 40n)
      expect(poseidonHash(inputs)).toBe(oracle.poseidon(inputs, 0n, 1)[0])
      expect(poseidonHashes(inputs, { initialState: 9n, outputs: count + 1 })).toEqual(
        oracle.poseidon(inputs, 9n, count + 1),
      )
    },
  )

  test('Poseidon reduces its inputs', () => {
    fc.assert(
      fc.property(element, element, (a, b) => {
        const expected = oracle.poseidon([a, b], 0n, 1)[0]
        return poseidonHash([a + fieldPrime, b - fieldPrime]) === expected
      }),
      { numRuns: 30 },
    )
  })

  test('packing, unpacking and sums of points', () => {
    fc.assert(
      fc.property(scalar, scalar, (a, b) => {
        const [p, q] = [multiplyPoint(base8, a), multiplyPoint(base8, b)]
        expect(p).toEqual(oracle.multiplyPoint(base8, a))
        expect(addPoint(p, q)).toEqual(oracle.addPoint(p, q))
        expect(packPoint(p)).toEqual(oracle.packPoint(p))
        expect(unpackPoint(packPoint(p))).toEqual(oracle.unpackPoint(packPoint(p)))
      }),
      { numRuns: 15 },
    )
  })

  test('unpacking of any 32 bytes', () => {
    fc.assert(
      fc.property(key, (bytes) => {
        expect(unpackPoint(bytes)).toEqual(oracle.unpackPoint(bytes))
      }),
      { numRuns: 60 },
    )
  })

  test.each([0n, 1n, 2n, 3n, 4n, 5n])('unpacking of y = %s + p, which is not canonical', (y) => {
    const bytes = new Uint8Array(32)
    for (let i = 0, rest = y + fieldPrime; i < 32; i += 1, rest >>= 8n) bytes[i] = Number(rest & 255n)
    expect(unpackPoint(bytes)).toEqual(oracle.unpackPoint(bytes))
  })

  test('the two points with x = 0 pack, and do not unpack', () => {
    for (const point of [identity, { x: 0n, y: fieldPrime - 1n }]) {
      expect(packPoint(point)).toEqual(oracle.packPoint(point))
      expect(unpackPoint(packPoint(point))).toBeNull()
      expect(oracle.unpackPoint(packPoint(point))).toBeNull()
    }
  })

  test('the subgroup', () => {
    expect(inCurve(torsion)).toBe(true)
    for (const point of [base8, identity, torsion, addPoint(base8, torsion)])
      expect(inSubgroup(point)).toBe(oracle.inSubgroup(point))
    expect([inSubgroup(base8), inSubgroup(identity), inSubgroup(torsion)]).toEqual([true, true, false])
    expect(inSubgroup({ x: 1n, y: 1n })).toBe(false)
  })

  test('verification at its edges: torsion, identity, S around the order', () => {
    const k = filled(32)
    const message = filled(64)
    const { R8, S } = signPedersen(k, message)
    const A = getPublicKey(k)
    for (const point of [R8, addPoint(R8, torsion), identity, torsion]) {
      for (const publicKey of [A, addPoint(A, torsion), identity, torsion]) {
        for (const s of [
          S,
          0n,
          1n,
          subgroupOrder - 1n,
          subgroupOrder,
          subgroupOrder + 1n,
          S + subgroupOrder,
        ]) {
          const signature = { R8: point, S: s }
          expect(verifyPedersen(message, signature, publicKey)).toBe(
            oracle.verifyPedersen(message, signature, publicKey),
          )
        }
      }
    }
  })
})

describe('a changed signature is refused', () => {
  const k = filled(32)
  const message = filled(64)
  const signature = signPedersen(k, message)
  const A = getPublicKey(k)

  test.each([
    ['another message', filled(64, 8), signature, A],
    ['another S', message, { ...signature, S: signature.S + 1n }, A],
    ['another R8', message, { ...signature, R8: addPoint(signature.R8, base8) }, A],
    ['another key', message, signature, getPublicKey(filled(32, 8))],
  ])('%s', (_, m, s, p) => {
    expect(verifyPedersen(message, signature, A)).toBe(true)
    expect(verifyPedersen(m, s, p)).toBe(false)
  })
})

test('unpackSignature undoes packSignature', () => {
  const signature = signPedersen(filled(32), filled(10))
  expect(unpackSignature(packSignature(signature))).toEqual(signature)
})
