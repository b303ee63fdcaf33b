import { bytesToHex } from '@zg/core'
import { expect, test } from 'vitest'
import { filled } from '../test/samples.js'
import { InvalidMessageError } from './errors.js'
import { addPoint, identity, multiplyPoint, type Point, packPoint, subgroupOrder } from './index.js'
import { pedersenHash } from './pedersen.js'

/** The first generators, as circomlib's own tests list them. */
const bases: readonly [Point, Point, Point] = [
  {
    x: 10457101036533406547632367118273992217979173478358440826365724437999023779287n,
    y: 19824078218392094440610104313265183977899662750282163392862422243483260492317n,
  },
  {
    x: 2671756056509184035029146175565761955751135805354291559563293617232983272177n,
    y: 2663205510731142763556352975002641716101654201788071096152948830924149045094n,
  },
  {
    x: 5802099305472655231388284418920769829666717045250560929368476121199858275951n,
    y: 5980429700218124965372158798884772646841287887664001482443826541541529227896n,
  },
]
const packSum = (...scalars: bigint[]) =>
  packPoint(
    scalars.reduce(
      (sum: Point, scalar, i) => addPoint(sum, multiplyPoint(bases[i] ?? identity, scalar)),
      identity,
    ),
  )

/** A zero byte is two windows of 1: 1 + 1 · 2^5. */
const zeroByte = 33n

test.each([
  ['no bytes', [], []],
  ['zeros', [0], [zeroByte]],
  ['windows of 8', [0x77], [8n * zeroByte]],
  ['the low half of a byte is the first window', [0x01], [2n + 32n]],
  ['each bit has its weight', [0x42], [3n + 5n * 32n]],
  ['the high bit negates its window', [0x08], [-1n + 32n]],
  ['a negative scalar gains the order', [0x80], [subgroupOrder + 1n - 32n]],
  ['a second byte is 10 bits further', [0, 0x01], [zeroByte + ((2n + 32n) << 10n)]],
])('%s', (_, bytes, scalars) => {
  expect(pedersenHash(Uint8Array.from(bytes)).join()).toBe(
    packSum(...scalars.map((scalar) => (scalar < 0n ? scalar + subgroupOrder : scalar))).join(),
  )
})

test('a segment has 25 bytes, and each its own generator', () => {
  const full = Array.from({ length: 25 }, (_, i) => zeroByte << BigInt(10 * i)).reduce((a, b) => a + b)
  expect(pedersenHash(new Uint8Array(25))).toEqual(packSum(full))
  expect(pedersenHash(new Uint8Array(26))).toEqual(packSum(full, zeroByte))
  expect(pedersenHash(new Uint8Array(51))).toEqual(packSum(full, full, zeroByte))
})

test('the message is read, not changed, and a view of a larger buffer is read alone', () => {
  const larger = filled(80)
  const view = larger.subarray(10, 50)
  expect(pedersenHash(view)).toEqual(pedersenHash(Uint8Array.from(view)))
  expect(larger).toEqual(filled(80))
})

test('a known hash', () => {
  expect(bytesToHex(pedersenHash(new TextEncoder().encode('Hello')))).toBe(
    '0e90d7d613ab8b5ea7f4f8bc537db6bb0fa2e5e97bbac1c1f609ef9e6a35fd8b',
  )
})

test.each([['a text'], [[1, 2, 3]], [null]])('%s is no message', (message) => {
  // @ts-expect-error malformed on purpose
  expect(() => pedersenHash(message)).toThrow(InvalidMessageError)
})
