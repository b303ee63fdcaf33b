import { expect, test } from 'vitest'
import { invert } from '../field.js'
import { deriveConstants } from './grain.js'

test('the published constants of Poseidon for two inputs', () => {
  const { rounds, xs, ys } = deriveConstants(3, { full: 8, partial: 57 })
  expect([rounds.length, xs.length, ys.length]).toEqual([65 * 3, 3, 3])
  expect(rounds[0]).toBe(0x0ee9a592ba9a9518d05986d656f40c2114c4993c11bb29938d21d47304cd8e6en)
  expect(invert((xs[0] ?? 0n) + (ys[0] ?? 0n))).toBe(
    0x109b7f411ba0e4c9b2b70caf5c36a7b194be7c11ad24378bfedb68592ba8118bn,
  )
})

test('the parameters seed the stream', () => {
  const first = (width: number, full: number, partial: number) =>
    deriveConstants(width, { full, partial }).rounds[0]
  expect(new Set([first(3, 8, 57), first(4, 8, 57), first(3, 6, 57), first(3, 8, 56)]).size).toBe(4)
})
