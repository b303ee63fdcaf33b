import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeJson } from './encodeJson.js'

test('keys are in order at any depth, lists stay as they are', () => {
  const value = { b: [{ z: 1, a: 2 }, 'x'], a: { d: null, c: 0.7, B: true } }
  expect(encodeJson(value, { forHtml: false })).toBe(
    '{"a":{"B":true,"c":0.7,"d":null},"b":[{"a":2,"z":1},"x"]}',
  )
})

test('markup is escaped where that is asked for', () => {
  expect(encodeJson({ '<': '&>\u2028\u2029é' }, { forHtml: true })).toBe(
    '{"\\u003c":"\\u0026\\u003e\\u2028\\u2029é"}',
  )
  expect(encodeJson('<&>', { forHtml: false })).toBe('"<&>"')
})

test('it says what it was given', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.boolean(), (value, forHtml) => {
      const text = encodeJson(value, { forHtml })
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})
