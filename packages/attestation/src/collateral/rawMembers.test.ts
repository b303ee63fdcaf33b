import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MalformedEvidenceError } from '../errors.js'
import { rawMembers } from './rawMembers.js'

test('gives each member as it stands there', () => {
  const text = ' { "a" : { "x":[1, {"y":"}\\""}],"n":1.0 } , "b":"s:{","c": 1e3,"d":null }'
  expect([...rawMembers(text, 'it')]).toEqual([
    ['a', '{ "x":[1, {"y":"}\\""}],"n":1.0 }'],
    ['b', '"s:{"'],
    ['c', '1e3'],
    ['d', 'null'],
  ])
  expect([...rawMembers('{}', 'it')]).toEqual([])
})

test('for any object, each text parses to the member', () => {
  const name = fc.string({ unit: fc.constantFrom(...'abcxyz_') })
  const object = fc.dictionary(name, fc.jsonValue(), { noNullPrototype: true })
  fc.assert(
    fc.property(object, fc.constantFrom(0, 1, '\t'), (value, indent) => {
      const members = rawMembers(JSON.stringify(value, null, indent), 'it')
      expect(Object.fromEntries([...members].map(([key, text]) => [key, JSON.parse(text)]))).toEqual(
        JSON.parse(JSON.stringify(value)),
      )
    }),
  )
})

test.each([['[]'], ['1'], [''], ['{"a":1,"a":2}'], ['{"\\u0061":1}'], ['{"a":1}x']])(
  '%s is refused',
  (text) => {
    expect(() => rawMembers(text, 'it')).toThrow(MalformedEvidenceError)
  },
)
