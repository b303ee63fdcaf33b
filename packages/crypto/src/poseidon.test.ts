import { describe, expect, test } from 'vitest'
import { PoseidonWidthError } from './errors.js'
import { fieldPrime } from './field.js'
import { poseidonHash } from './poseidon.js'

const ones = (count: number) => Array.from({ length: count }, () => 1n)
const ofOneAndTwo = 7853200120776062878684798364095072458815029376092732009249414926327459813530n

test('the published value', () => {
  expect(poseidonHash([1n, 2n])).toBe(ofOneAndTwo)
})

test('one output is an array when it is asked for by number', () => {
  expect(poseidonHash([1n, 2n], { outputs: 1 })).toEqual([ofOneAndTwo])
  const all = poseidonHash([1n, 2n], { outputs: 3 })
  expect(all).toHaveLength(3)
  expect(poseidonHash([1n, 2n], { outputs: 2 })).toEqual(all.slice(0, 2))
})

test('inputs and initial state are reduced; the state is zero by default', () => {
  expect(poseidonHash([1n + fieldPrime, 2n - fieldPrime])).toBe(ofOneAndTwo)
  expect(poseidonHash([1n, 2n], { initialState: 0n })).toBe(ofOneAndTwo)
  expect(poseidonHash([1n, 2n], { initialState: fieldPrime })).toBe(ofOneAndTwo)
  expect(poseidonHash([1n, 2n], { initialState: 1n })).not.toBe(ofOneAndTwo)
})

test('the inputs are read, not changed', () => {
  const inputs = [-1n, fieldPrime]
  poseidonHash(inputs)
  expect(inputs).toEqual([-1n, fieldPrime])
})

describe('refused, with the numbers', () => {
  test.each([0, 17])('%i inputs', (count) => {
    expect(() => poseidonHash(ones(count))).toThrow(
      new PoseidonWidthError({ what: 'inputs', count, maximum: 16 }),
    )
  })

  test.each([0, -1, 4, 1.5, Number.NaN])('%d outputs of 2 inputs', (count) => {
    expect(() => poseidonHash(ones(2), { outputs: count })).toThrow(
      new PoseidonWidthError({ what: 'outputs', count, maximum: 3 }),
    )
  })

  test('16 inputs and 17 outputs are the most', () => {
    expect(poseidonHash(ones(16), { outputs: 17 })).toHaveLength(17)
  })
})
