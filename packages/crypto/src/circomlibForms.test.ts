import { expect, test } from 'vitest'
import {
  fromCircomlibElement,
  fromCircomlibPoint,
  fromCircomlibSignature,
  toCircomlibElement,
  toCircomlibPoint,
  toCircomlibSignature,
} from './circomlibForms.js'
import { InvalidElementError, InvalidPointError } from './errors.js'
import { fieldPrime } from './field.js'
import { Base8 } from './point.js'

test('an element is its product with 2^256, little-endian', () => {
  expect(toCircomlibElement(0n)).toEqual(new Uint8Array(32))
  const one = (1n << 256n) % fieldPrime
  expect(toCircomlibElement(1n)).toEqual(
    Uint8Array.from({ length: 32 }, (_, i) => Number((one >> BigInt(8 * i)) & 255n)),
  )
  expect(toCircomlibElement(-1n)).toEqual(toCircomlibElement(fieldPrime - 1n))
})

test.each([0n, 1n, 7n, fieldPrime - 1n])('there and back: %s', (element) => {
  expect(fromCircomlibElement(toCircomlibElement(element))).toBe(element)
})

test('points and signatures, there and back', () => {
  expect(fromCircomlibPoint(toCircomlibPoint(Base8))).toEqual(Base8)
  const signature = { R8: Base8, S: 5n }
  expect(fromCircomlibSignature(toCircomlibSignature(signature))).toEqual(signature)
})

test.each([['7'], [7], [null]])('%s is no element', (element) => {
  // @ts-expect-error malformed on purpose
  expect(() => toCircomlibElement(element)).toThrow(InvalidElementError)
})

test.each([[new Uint8Array(31)], [new Uint8Array(33)], [7n], [null]])(
  '%s is no element of circomlibjs',
  (bytes) => {
    // @ts-expect-error malformed on purpose
    expect(() => fromCircomlibElement(bytes)).toThrow(InvalidElementError)
  },
)

test('what is no pair of elements is no point of circomlibjs', () => {
  const element = toCircomlibElement(1n)
  for (const point of [[], [element], [element, element, element]])
    expect(() => fromCircomlibPoint(point)).toThrow(new InvalidPointError({ reason: 'form' }))
  for (const point of [null, Base8, [undefined, element]]) {
    // @ts-expect-error malformed on purpose
    expect(() => fromCircomlibPoint(point)).toThrow(new InvalidPointError({ reason: 'form' }))
  }
  // @ts-expect-error malformed on purpose
  expect(() => fromCircomlibPoint([1n, 2n])).toThrow(InvalidElementError)
})
