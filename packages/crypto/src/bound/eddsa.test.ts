import { describe, expect, test } from 'vitest'
import { filled, torsion } from '../../test/samples.js'
import { signPedersen, verifyPedersen } from '../eddsaPedersen.js'
import { signPoseidon, verifyPoseidon } from '../eddsaPoseidon.js'
import { fieldPrime } from '../field.js'
import { addPoint, Base8, identity, multiplyPoint, subgroupOrder } from '../index.js'
import { getPublicKey } from '../privateKey.js'

const key = filled(32)
const A = getPublicKey(key)
const bytes = filled(64)
const schemes = [
  {
    name: 'EdDSA-Pedersen',
    signature: signPedersen(key, bytes),
    verify: (signature: unknown, publicKey: unknown) =>
      // @ts-expect-error malformed on purpose
      verifyPedersen(bytes, signature, publicKey),
  },
  {
    name: 'EdDSA-Poseidon',
    signature: signPoseidon(key, 7n),
    verify: (signature: unknown, publicKey: unknown) =>
      // @ts-expect-error malformed on purpose
      verifyPoseidon(7n, signature, publicKey),
  },
]

describe.each(schemes)('$name', ({ signature, verify }) => {
  const { R8, S } = signature

  test('the signature holds', () => {
    expect(verify(signature, A)).toBe(true)
  })

  test.each([
    ['S negative', { R8, S: -1n }, A],
    ['S less the order', { R8, S: S - subgroupOrder }, A],
    ['S and the order', { R8, S: S + subgroupOrder }, A],
    ['S and one', { R8, S: S + 1n }, A],
    ['S a number', { R8, S: 1 }, A],
    ['S a text', { R8, S: S.toString() }, A],
    ['S missing', { R8 }, A],
    ['R8 missing', { S }, A],
    ['R8 null', { R8: null, S }, A],
    ['R8 a pair, as in circomlibjs', { R8: [R8.x, R8.y], S }, A],
    ['R8 without y', { R8: { x: R8.x }, S }, A],
    ['R8 without x', { R8: { y: R8.y }, S }, A],
    ['R8 of a text', { R8: { x: R8.x.toString(), y: R8.y }, S }, A],
    ['R8 not on the curve', { R8: { x: 1n, y: 2n }, S }, A],
    ['R8 not reduced', { R8: { x: R8.x, y: R8.y + fieldPrime }, S }, A],
    ['R8 negative', { R8: { x: R8.x - fieldPrime, y: R8.y }, S }, A],
    ['R8 with another sign', { R8: { x: fieldPrime - R8.x, y: R8.y }, S }, A],
    ['R8 moved by a torsion point', { R8: addPoint(R8, torsion), S }, A],
    ['no signature', null, A],
    ['an undefined signature', undefined, A],
    ['a text', 'signature', A],
    ['no key', signature, null],
    ['another key', signature, getPublicKey(filled(32, 8))],
    ['the key moved by a torsion point', signature, addPoint(A, torsion)],
    ['a key not on the curve', signature, { x: 0n, y: 0n }],
    ['a key of numbers', signature, { x: 0, y: 1 }],
    ['a key not reduced', signature, { x: A.x + fieldPrime, y: A.y }],
  ])('%s is false, and nothing throws or loops', (_, changed, publicKey) => {
    expect(verify(changed, publicKey)).toBe(false)
  })

  test.each([
    ['the identity', identity],
    ['a point of order 8', torsion],
  ])('as in circomlibjs, %s as a key takes R8 = S · Base8 for any message', (_, weak) => {
    const forged = { R8: multiplyPoint(Base8, 5n), S: 5n }
    expect(verify(forged, weak)).toBe(true)
    expect(verify({ ...forged, S: 6n }, weak)).toBe(false)
  })

  test('S = 0 is below the order; the order itself is not', () => {
    expect(verify({ R8: identity, S: 0n }, identity)).toBe(true)
    expect(verify({ R8: identity, S: subgroupOrder }, identity)).toBe(false)
    const last = subgroupOrder - 1n
    expect(verify({ R8: multiplyPoint(Base8, last), S: last }, identity)).toBe(true)
  })
})
