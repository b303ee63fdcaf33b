import { expect, test } from 'vitest'
import { imageFee } from './imageFee.js'

test('each image costs the output price; one where none is named', () => {
  expect(imageFee({ output: 11n }, 4)).toBe(44n)
  expect(imageFee({ output: 11n })).toBe(11n)
  expect(imageFee({ output: 11n }, 0)).toBe(0n)
})

test.each([-1, 0.5])('%s is no number of images', (n) => {
  expect(() => imageFee({ output: 11n }, n)).toThrow(`The number of images is ${n}, which is no such number.`)
})
