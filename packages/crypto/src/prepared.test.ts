import { expect, test } from 'vitest'
import { filled } from '../test/samples.js'
import { DisposedSignerError, InvalidElementError, InvalidMessageError } from './errors.js'
import * as crypto from './index.js'

const key = filled(32)
const publicKey = crypto.getPublicKey(key)

test('a signer signs as the plain functions do, and a verifier takes that', () => {
  const signer = crypto.createSigner(key)
  const verifier = crypto.createVerifier(publicKey)
  expect(signer.publicKey).toEqual(publicKey)
  expect(verifier.publicKey).toEqual(publicKey)

  expect(signer.signPedersen(filled(9))).toEqual(crypto.signPedersen(key, filled(9)))
  expect(signer.signPoseidon(7n)).toEqual(crypto.signPoseidon(key, 7n))
  expect(signer.signMimc7(7n)).toEqual(crypto.signMimc7(key, 7n))
  expect(signer.signMimcSponge(7n)).toEqual(crypto.signMimcSponge(key, 7n))

  expect(verifier.verifyPedersen(filled(9), signer.signPedersen(filled(9)))).toBe(true)
  expect(verifier.verifyPoseidon(7n, signer.signPoseidon(7n))).toBe(true)
  expect(verifier.verifyMimc7(7n, signer.signMimc7(7n))).toBe(true)
  expect(verifier.verifyMimcSponge(7n, signer.signMimcSponge(7n))).toBe(true)
  expect(verifier.verifyMimcSponge(7n, signer.signMimc7(7n))).toBe(false)
})

test('a signer refuses what is no message', () => {
  const signer = crypto.createSigner(key)
  // @ts-expect-error malformed on purpose
  expect(() => signer.signPedersen('text')).toThrow(InvalidMessageError)
  // @ts-expect-error malformed on purpose
  expect(() => signer.signPoseidon(7)).toThrow(InvalidElementError)
})

test('a disposed signer is of no more use', () => {
  const signer = crypto.createSigner(key)
  signer.dispose()
  expect(() => signer.signPedersen(filled(9))).toThrow(DisposedSignerError)
  expect(() => signer.signPoseidon(7n)).toThrow(DisposedSignerError)
})

test('all functions bound to an engine are those of the main entry', () => {
  const bound = crypto.createCrypto({ engine: crypto.defaultEngine() })
  const free = Object.keys(crypto)
  for (const name of Object.keys(bound)) expect(free).toContain(name)
  expect(crypto.defaultEngine()).toBe(crypto.defaultEngine())
})
