import { beforeAll, describe, expect, test } from 'vitest'
import {
  Base8,
  createPrivateKey,
  fromCircomlibElement,
  fromCircomlibPoint,
  fromCircomlibSignature,
  getPublicKey,
  mimc7Encrypt,
  mimc7Hash,
  mimcSpongeHash,
  packPoint,
  packSignature,
  pedersenHash,
  poseidonHash,
  signMimc7,
  signMimcSponge,
  signPedersen,
  signPoseidon,
  toCircomlibElement,
  toCircomlibPoint,
  toCircomlibSignature,
  unpackPoint,
  unpackSignature,
  verifyMimc7,
  verifyMimcSponge,
  verifyPedersen,
  verifyPoseidon,
} from '../src/index.js'
import { type Circomlib, loadCircomlib } from './circomlib.js'
import { filled } from './samples.js'

let circomlib: Circomlib
beforeAll(async () => {
  circomlib = await loadCircomlib()
})

const key = createPrivateKey((bytes) => bytes.map((_, i) => 3 * i))
const message = filled(70)
const element = 1234567890123456789n ** 4n

/** The README's table, line by line: what was written with circomlibjs, and what takes its place. */
describe('moving from circomlibjs', () => {
  test('elements and points', () => {
    const { F, babyJub } = circomlib.eddsa
    expect(toCircomlibElement(element)).toEqual(F.e(element))
    expect(fromCircomlibElement(F.e(element))).toBe(F.toObject(F.e(element)))
    const point = babyJub.mulPointEscalar(toCircomlibPoint(Base8), 5n)
    expect(babyJub.packPoint(point)).toEqual(packPoint(fromCircomlibPoint(point)))
    expect(unpackPoint(babyJub.packPoint(point))).toEqual(fromCircomlibPoint(point))
    expect(fromCircomlibPoint(circomlib.eddsa.prv2pub(key))).toEqual(getPublicKey(key))
  })

  test('signatures over bytes, in either direction', () => {
    const { eddsa } = circomlib
    const theirs = eddsa.signPedersen(key.slice(), message)
    const ours = signPedersen(key, message)
    expect(fromCircomlibSignature(theirs)).toEqual(ours)
    expect(
      eddsa.verifyPedersen(message, toCircomlibSignature(ours), toCircomlibPoint(getPublicKey(key))),
    ).toBe(true)
    expect(
      verifyPedersen(message, fromCircomlibSignature(theirs), fromCircomlibPoint(eddsa.prv2pub(key))),
    ).toBe(true)
    const packed = packSignature(ours)
    expect(eddsa.packSignature(theirs)).toEqual(packed)
    expect(fromCircomlibSignature(eddsa.unpackSignature(packed.slice()))).toEqual(unpackSignature(packed))
  })

  test.each([
    ['Poseidon', 'signPoseidon', 'verifyPoseidon', signPoseidon, verifyPoseidon],
    ['MiMC7', 'signMiMC', 'verifyMiMC', signMimc7, verifyMimc7],
    ['the MiMC sponge', 'signMiMCSponge', 'verifyMiMCSponge', signMimcSponge, verifyMimcSponge],
  ] as const)('signatures over elements: %s', (_, signName, verifyName, sign, verify) => {
    const { eddsa } = circomlib
    const theirs = eddsa[signName](key.slice(), toCircomlibElement(element))
    const ours = sign(key, element)
    expect(fromCircomlibSignature(theirs)).toEqual(ours)
    const publicKey = getPublicKey(key)
    expect(verify(element, fromCircomlibSignature(theirs), publicKey)).toBe(true)
    const [signature, point] = [toCircomlibSignature(ours), toCircomlibPoint(publicKey)]
    expect(eddsa[verifyName](toCircomlibElement(element), signature, point)).toBe(true)
  })

  test('hashes', () => {
    const { pedersen, poseidon, mimc7, mimcSponge } = circomlib
    expect(pedersen.hash(message)).toEqual(pedersenHash(message))
    const outputs = poseidon([1n, element], 3n, 3)
    expect(outputs).toHaveLength(3)
    expect(poseidonHash([1n, element], { initialState: 3n, outputs: 3 })).toEqual(
      [outputs].flat().map((output) => (output instanceof Uint8Array ? poseidon.F.toObject(output) : output)),
    )
    expect(mimc7.F.toObject(mimc7.multiHash([1n, element], 3n))).toBe(mimc7Hash([1n, element], { key: 3n }))
    expect(mimc7.F.toObject(mimc7.hash(element, 3n))).toBe(mimc7Encrypt(element, 3n))
    const sponge = mimcSponge.multiHash([1n, element], 3n, 1)
    expect(Array.isArray(sponge) ? null : mimcSponge.F.toObject(sponge)).toBe(
      mimcSpongeHash([1n, element], { key: 3n }),
    )
  })
})
