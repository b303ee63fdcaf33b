import { expect, test } from 'vitest'
import { derInteger, derSequence } from '../simulate/encodeDer.js'
import { createSimulatedKey } from '../simulate/signingKey.js'
import { ecdsaP256 } from './ecdsaP256.js'
import { ecdsaP384 } from './ecdsaP384.js'
import { checkSigned } from './signed.js'

const { sign, publicKey } = createSimulatedKey()
const signedBytes = Uint8Array.of(1, 2, 3)
const raw = sign(signedBytes)
const key = { curve: ecdsaP256.curve, publicKey }
const derOf = (signature: Uint8Array) =>
  derSequence(derInteger(signature.subarray(0, 32)), derInteger(signature.subarray(32)))
const signed = { signedBytes, algorithm: ecdsaP256.oid, signature: derOf(raw) }
const both = [ecdsaP256, ecdsaP384]

/** The other signature of the same message: s and n - s are as good, and standards allow both. */
function otherOf(signature: Uint8Array): Uint8Array {
  const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
  const s = signature.subarray(32).reduce((total, byte) => total * 256n + BigInt(byte), 0n)
  const other = (order - s).toString(16).padStart(64, '0')
  return Uint8Array.from([
    ...signature.subarray(0, 32),
    ...(other.match(/../g) ?? []).map((hex) => Number.parseInt(hex, 16)),
  ])
}

test('a signature by the key, with a low s and with a high one', () => {
  expect(checkSigned(signed, key, both, 'it')).toBeUndefined()
  expect(checkSigned({ ...signed, signature: derOf(otherOf(raw)) }, key, both, 'it')).toBeUndefined()
  expect(ecdsaP256.verify(otherOf(raw), signedBytes, publicKey)).toBe(true)
})

test.each([
  [
    'of an algorithm for another curve',
    { ...signed, algorithm: ecdsaP384.oid },
    key,
    'it is signed by an algorithm that has no place here',
  ],
  [
    'by a key on another curve',
    signed,
    { ...key, curve: ecdsaP384.curve },
    'it is signed by an algorithm that has no place here',
  ],
  [
    'by another key',
    signed,
    { ...key, publicKey: createSimulatedKey().publicKey },
    'the signature of it is not by its issuer',
  ],
  [
    'of other bytes',
    { ...signed, signedBytes: Uint8Array.of(1, 2) },
    key,
    'the signature of it is not by its issuer',
  ],
  [
    'by a key that is no point',
    signed,
    { ...key, publicKey: new Uint8Array(65).fill(4) },
    'the signature of it is not by its issuer',
  ],
  [
    'by a key of another length',
    signed,
    { ...key, publicKey: publicKey.subarray(0, 64) },
    'the signature of it is not by its issuer',
  ],
  [
    'of zeros',
    { ...signed, signature: derOf(new Uint8Array(64)) },
    key,
    'the signature of it is not by its issuer',
  ],
])('a signature %s is refused', (_, what, by, reason) => {
  expect(() => checkSigned(what, by, both, 'it')).toThrow(reason)
})

test('signatures and keys of another length are false, not a fault', () => {
  for (const { verify, size } of both) {
    expect(verify(new Uint8Array(2 * size - 1), signedBytes, new Uint8Array(2 * size + 1))).toBe(false)
    expect(verify(new Uint8Array(2 * size), signedBytes, new Uint8Array(2 * size))).toBe(false)
  }
})
