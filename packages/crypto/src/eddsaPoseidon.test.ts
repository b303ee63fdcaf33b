import { expect, test } from 'vitest'
import { filled } from '../test/samples.js'
import { signPoseidon, verifyPoseidon } from './eddsaPoseidon.js'
import { fieldPrime } from './field.js'
import { getPublicKey } from './privateKey.js'

const key = filled(32)
const A = getPublicKey(key)

test('the message is reduced, by both', () => {
  const signature = signPoseidon(key, -1n)
  expect(signPoseidon(key, fieldPrime - 1n)).toEqual(signature)
  expect(signPoseidon(key, 2n * fieldPrime - 1n)).toEqual(signature)
  for (const message of [-1n, fieldPrime - 1n, 2n * fieldPrime - 1n])
    expect(verifyPoseidon(message, signature, A)).toBe(true)
  expect(verifyPoseidon(0n, signature, A)).toBe(false)
})

test.each([['7'], [7], [null], [undefined]])('%s is no field element', (message) => {
  // @ts-expect-error malformed on purpose
  expect(verifyPoseidon(message, signPoseidon(key, 7n), A)).toBe(false)
})
