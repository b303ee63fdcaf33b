import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { bytesToInteger, integerToBytes, isBytes } from './bytes.js'

test('integers are little-endian', () => {
  expect(bytesToInteger(Uint8Array.of(1, 2, 0x80))).toBe(0x800201n)
  expect(bytesToInteger(new Uint8Array())).toBe(0n)
  expect([...integerToBytes(0x800201n)]).toEqual([1, 2, 0x80, ...new Array(29).fill(0)])
  expect(integerToBytes(2n ** 256n - 1n)).toEqual(new Uint8Array(32).fill(255))
  expect(integerToBytes(0n)).toEqual(new Uint8Array(32))
})

test.each([
  ['bytes', new Uint8Array(2), true],
  ["Node's bytes", Buffer.alloc(2), true],
  ['bytes of another realm', runInNewContext('new Uint8Array(2)'), true],
  ['words', new Uint16Array(2), false],
  ['a view', new DataView(new ArrayBuffer(2)), false],
  ['clamped bytes', new Uint8ClampedArray(2), false],
  ['an array', [1, 2], false],
  ['a text', 'ab', false],
  ['null', null, false],
  ['an object that says so', { [Symbol.toStringTag]: 'Uint8Array' }, false],
])('isBytes: %s', (_, value, expected) => {
  expect(isBytes(value)).toBe(expected)
})
