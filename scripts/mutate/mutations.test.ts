import { expect, test } from 'vitest'
import { applyMutation, createRandom, findMutations, pickMutations } from './mutations.js'

const mutants = (text: string) => findMutations(text).map((mutation) => applyMutation(text, mutation))

test.each([
  ['const a = b < c', ['const a = b >= c']],
  ['const a = b && c', ['const a = b || c']],
  ['const a = 2n', ['const a = (2n + 1n)']],
  ['const a = 7', ['const a = (7 + 1)']],
  ['const a = 0', ['const a = 1']],
  ['const a = true', ['const a = false']],
  [`const a = 'x'`, [`const a = ''`]],
  [`const a = ''`, [`const a = 'mutated'`]],
  ['call()', [';']],
  ['if (a) b()', ['if (!(a)) b()', 'if (a) ;']],
  ['const a = !b', ['const a = b']],
  ['const f = () => { return b }', ['const f = () => { return undefined as never }']],
])('%s', (text, expected) => {
  expect(mutants(text)).toEqual(expected)
})

test.each([
  `import { a } from 'b'`,
  `export { a } from 'b'`,
  `type A = 'x' | 1 | true`,
  `const a = b as 'x'`,
  `// if (a < b) call()`,
  `const a = 'Three words at least.'`,
  `const a = 'x' + b`.replace("'x'", '`x`'),
  `call(\n  b,\n)`,
])('leaves %j alone', (text) => {
  expect(mutants(text)).toEqual([])
})

test('picks different lines, the same for the same seed', () => {
  const files = [
    { path: 'a.ts', text: Array.from({ length: 50 }, (_, index) => `call(${index} < b)`).join('\n') },
  ]
  const pick = (seed: number) =>
    pickMutations(files, 20, createRandom(seed)).map(({ mutation }) => [mutation.line, mutation.start])
  expect(pick(1)).toEqual(pick(1))
  expect(pick(1)).not.toEqual(pick(2))
  expect(new Set(pick(1).map(([line]) => line)).size).toBe(20)
  expect(pickMutations(files, 80, createRandom(1))).toHaveLength(50)
})

test('the generator stays between 0 and 1', () => {
  const random = createRandom(7)
  const values = Array.from({ length: 1_000 }, random)
  expect(Math.min(...values)).toBeGreaterThanOrEqual(0)
  expect(Math.max(...values)).toBeLessThan(1)
  expect(new Set(values).size).toBeGreaterThan(990)
})
