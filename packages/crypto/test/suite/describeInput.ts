import { beforeAll, describe, expect, test } from 'vitest'
import { type BoundCrypto, createCrypto } from '../../src/createCrypto.js'
import type { Engine } from '../../src/engine/engine.js'
import { fieldPrime } from '../../src/field.js'
import { Base8, identity, type Point, subgroupOrder } from '../../src/point.js'
import type { Signature } from '../../src/signature.js'
import { filled, torsion } from '../samples.js'

const key = filled(32)
const bytes = filled(64)

type Scheme = {
  name: string
  sign: (crypto: BoundCrypto) => Signature
  /** Verifies anything, at once and by a verifier; the latter with the right key alone. */
  verify: (crypto: BoundCrypto, signature: never, publicKey: never) => boolean
  prepared: (crypto: BoundCrypto, signature: never) => boolean
  ofMessage: (crypto: BoundCrypto, message: never) => boolean
}

const schemes: readonly Scheme[] = [
  {
    name: 'Pedersen',
    sign: (crypto) => crypto.signPedersen(key, bytes),
    verify: (crypto, signature, publicKey) => crypto.verifyPedersen(bytes, signature, publicKey),
    prepared: (crypto, signature) =>
      crypto.createVerifier(crypto.getPublicKey(key)).verifyPedersen(bytes, signature),
    ofMessage: (crypto, message) =>
      crypto.verifyPedersen(message, crypto.signPedersen(key, bytes), crypto.getPublicKey(key)),
  },
  {
    name: 'Poseidon',
    sign: (crypto) => crypto.signPoseidon(key, 7n),
    verify: (crypto, signature, publicKey) => crypto.verifyPoseidon(7n, signature, publicKey),
    prepared: (crypto, signature) =>
      crypto.createVerifier(crypto.getPublicKey(key)).verifyPoseidon(7n, signature),
    ofMessage: (crypto, message) =>
      crypto.verifyPoseidon(message, crypto.signPoseidon(key, 7n), crypto.getPublicKey(key)),
  },
  {
    name: 'MiMC7',
    sign: (crypto) => crypto.signMimc7(key, 7n),
    verify: (crypto, signature, publicKey) => crypto.verifyMimc7(7n, signature, publicKey),
    prepared: (crypto, signature) =>
      crypto.createVerifier(crypto.getPublicKey(key)).verifyMimc7(7n, signature),
    ofMessage: (crypto, message) =>
      crypto.verifyMimc7(message, crypto.signMimc7(key, 7n), crypto.getPublicKey(key)),
  },
  {
    name: 'MiMC sponge',
    sign: (crypto) => crypto.signMimcSponge(key, 7n),
    verify: (crypto, signature, publicKey) => crypto.verifyMimcSponge(7n, signature, publicKey),
    prepared: (crypto, signature) =>
      crypto.createVerifier(crypto.getPublicKey(key)).verifyMimcSponge(7n, signature),
    ofMessage: (crypto, message) =>
      crypto.verifyMimcSponge(message, crypto.signMimcSponge(key, 7n), crypto.getPublicKey(key)),
  },
]

type Parts = Signature & { crypto: BoundCrypto; A: Point }

/** What stands in the signature's place, as somebody without a compiler may write it. */
const signatures: readonly [string, (parts: Parts) => unknown][] = [
  ['S negative', ({ R8 }) => ({ R8, S: -1n })],
  ['S less the order', ({ R8, S }) => ({ R8, S: S - subgroupOrder })],
  ['S and the order', ({ R8, S }) => ({ R8, S: S + subgroupOrder })],
  ['S and 2^256', ({ R8, S }) => ({ R8, S: S + (1n << 256n) })],
  ['S and one', ({ R8, S }) => ({ R8, S: S + 1n })],
  ['S a number', ({ R8 }) => ({ R8, S: 1 })],
  ['S a text', ({ R8, S }) => ({ R8, S: S.toString() })],
  ['S missing', ({ R8 }) => ({ R8 })],
  ['R8 missing', ({ S }) => ({ S })],
  ['R8 null', ({ S }) => ({ R8: null, S })],
  ['R8 a pair, as in circomlibjs', ({ R8, S }) => ({ R8: [R8.x, R8.y], S })],
  ['R8 without y', ({ R8, S }) => ({ R8: { x: R8.x }, S })],
  ['R8 without x', ({ R8, S }) => ({ R8: { y: R8.y }, S })],
  ['R8 of a text', ({ R8, S }) => ({ R8: { x: R8.x.toString(), y: R8.y }, S })],
  ['R8 not on the curve', ({ S }) => ({ R8: { x: 1n, y: 2n }, S })],
  ['R8 not reduced', ({ R8, S }) => ({ R8: { x: R8.x, y: R8.y + fieldPrime }, S })],
  ['R8 negative', ({ R8, S }) => ({ R8: { x: R8.x - fieldPrime, y: R8.y }, S })],
  ['R8 with another sign', ({ R8, S }) => ({ R8: { x: fieldPrime - R8.x, y: R8.y }, S })],
  ['R8 moved by a torsion point', ({ crypto, R8, S }) => ({ R8: crypto.addPoint(R8, torsion), S })],
  ['null', () => null],
  ['undefined', () => undefined],
  ['a text', () => 'signature'],
  ['bytes', () => new Uint8Array(64)],
]

const publicKeys: readonly [string, (parts: Parts) => unknown][] = [
  ['null', () => null],
  ['undefined', () => undefined],
  ['another key', ({ crypto }) => crypto.getPublicKey(filled(32, 8))],
  ['the key moved by a torsion point', ({ crypto, A }) => crypto.addPoint(A, torsion)],
  ['the key negated', ({ A }) => ({ x: fieldPrime - A.x, y: A.y })],
  ['what is not on the curve', () => ({ x: 0n, y: 0n })],
  ['numbers', () => ({ x: 0, y: 1 })],
  ['what is not reduced', ({ A }) => ({ x: A.x + fieldPrime, y: A.y })],
  ['a pair', ({ A }) => [A.x, A.y]],
]

/** Malformed input is false: it neither throws nor loops. */
export function describeInput(engine: () => Engine): void {
  describe.each(schemes)('malformed for $name', ({ sign, verify, prepared, ofMessage }) => {
    let parts: Parts
    const crypto = () => parts.crypto
    const judge = (signature: unknown, publicKey: unknown) =>
      // @ts-expect-error malformed on purpose
      verify(crypto(), signature, publicKey)
    beforeAll(() => {
      const bound = createCrypto({ engine: engine() })
      parts = { crypto: bound, A: bound.getPublicKey(key), ...sign(bound) }
    })

    test('what is not malformed holds', () => {
      const { R8, S, A } = parts
      expect(judge({ R8, S }, A)).toBe(true)
      // @ts-expect-error passed as anything
      expect(prepared(crypto(), { R8, S })).toBe(true)
    })

    test.each(signatures)('signature: %s', (_, make) => {
      expect(judge(make(parts), parts.A)).toBe(false)
      // @ts-expect-error malformed on purpose
      expect(prepared(crypto(), make(parts))).toBe(false)
    })

    test.each(publicKeys)('public key: %s', (_, make) => {
      const { R8, S } = parts
      expect(judge({ R8, S }, make(parts))).toBe(false)
    })

    test.each([['a text'], [[1, 2]], [null], [undefined], [7]])('message: %s', (message) => {
      // @ts-expect-error malformed on purpose
      expect(ofMessage(crypto(), message)).toBe(false)
    })

    test.each([
      ['the identity', identity],
      ['a point of order 8', torsion],
    ])('as in circomlibjs, %s as a key takes R8 = S · Base8 for any message', (_, weak) => {
      const R8 = crypto().multiplyPoint(Base8, 5n)
      expect(judge({ R8, S: 5n }, weak)).toBe(true)
      expect(judge({ R8, S: 6n }, weak)).toBe(false)
      expect(judge({ R8: identity, S: 0n }, weak)).toBe(true)
      expect(judge({ R8: identity, S: subgroupOrder }, weak)).toBe(false)
    })
  })
}
