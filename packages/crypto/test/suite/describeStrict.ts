import { describe, expect, test } from 'vitest'
import { integerToBytes } from '../../src/bytes.js'
import { createCrypto } from '../../src/createCrypto.js'
import type { Engine } from '../../src/engine/engine.js'
import { InvalidPointError, InvalidSignatureError } from '../../src/errors.js'
import { fieldPrime } from '../../src/field.js'
import { Base8, identity, subgroupOrder } from '../../src/point.js'
import { packSignature } from '../../src/signature.js'
import { filled, torsion } from '../samples.js'

const signBit = 1n << 255n

/** What `strict` refuses, and that nothing else changes. */
export function describeStrict(engine: () => Engine): void {
  describe('lenient as circomlibjs, or strict', () => {
    const lenient = () => createCrypto({ engine: engine() })
    const strict = () => createCrypto({ engine: engine(), strict: true })

    test('a y that is not reduced', () => {
      for (const sign of [0n, signBit]) {
        const packed = integerToBytes((Base8.y + fieldPrime) | sign)
        expect(lenient().unpackPoint(packed)).toEqual(lenient().unpackPoint(integerToBytes(Base8.y | sign)))
        expect(strict().unpackPoint(packed)).toBeNull()
        expect(strict().unpackPoint(integerToBytes(Base8.y | sign))).not.toBeNull()
      }
    })

    test('a packed signature whose R8 is not reduced, or whose S is not below the order', () => {
      const signature = packSignature({ R8: Base8, S: subgroupOrder - 1n })
      const large = packSignature({ R8: Base8, S: subgroupOrder })
      const moved = Uint8Array.from([...integerToBytes(Base8.y + fieldPrime), ...signature.subarray(32)])
      expect(lenient().unpackSignature(large)).toEqual({ R8: Base8, S: subgroupOrder })
      expect(lenient().unpackSignature(moved)).toEqual({ R8: Base8, S: subgroupOrder - 1n })
      expect(() => strict().unpackSignature(large)).toThrow(
        new InvalidSignatureError({ reason: 'order', length: 64 }),
      )
      expect(() => strict().unpackSignature(moved)).toThrow(
        new InvalidSignatureError({ reason: 'point', length: 64 }),
      )
      expect(strict().unpackSignature(signature)).toEqual({ R8: Base8, S: subgroupOrder - 1n })
    })

    test('a key of small order', () => {
      const { x, y } = torsion
      for (const weak of [identity, { x: 0n, y: fieldPrime - 1n }, torsion, { x: fieldPrime - x, y }]) {
        const forged = { R8: Base8, S: 1n }
        expect(lenient().verifyPoseidon(7n, forged, weak)).toBe(
          lenient().createVerifier(weak).verifyPoseidon(7n, forged),
        )
        expect(strict().verifyPoseidon(7n, forged, weak)).toBe(false)
        expect(strict().verifyPedersen(filled(3), forged, weak)).toBe(false)
        expect(() => strict().createVerifier(weak)).toThrow(new InvalidPointError({ reason: 'order' }))
      }
      expect(lenient().verifyPoseidon(7n, { R8: Base8, S: 1n }, identity)).toBe(true)
    })

    test('a key outside the subgroup that is not of small order stays accepted', () => {
      const moved = lenient().addPoint(Base8, torsion)
      expect(strict().createVerifier(moved).publicKey).toEqual(moved)
    })

    test('an honest signature', () => {
      const key = filled(32)
      const A = strict().getPublicKey(key)
      expect(strict().verifyPedersen(filled(64), strict().signPedersen(key, filled(64)), A)).toBe(true)
      expect(strict().createVerifier(A).verifyPoseidon(7n, lenient().signPoseidon(key, 7n))).toBe(true)
    })

    test.each([
      ['null', null, 'form'],
      ['numbers', { x: 0, y: 1 }, 'form'],
      ['what is not on the curve', { x: 1n, y: 2n }, 'curve'],
    ] as const)('a verifier of %s is refused by both', (_, publicKey, reason) => {
      for (const { createVerifier } of [lenient(), strict()]) {
        // @ts-expect-error malformed on purpose
        expect(() => createVerifier(publicKey)).toThrow(new InvalidPointError({ reason }))
      }
    })
  })
}
