import { expect, test } from 'vitest'
import { MalformedEvidenceError } from './errors.js'
import { type JsonReader, readJsonText, readObject } from './jsonReader.js'

const valid = {
  text: 'a',
  count: 255,
  hex: '00fF',
  time: '2026-02-18T10:58:51Z',
  inner: { text: 'b' },
  list: [{ text: 'c' }, { text: 'd' }],
  texts: ['e'],
}

test('reads members of every kind', () => {
  const object = readJsonText(JSON.stringify(valid), 'it')
  expect([object.text('text'), object.member('count'), object.integer('count', 255)]).toEqual(['a', 255, 255])
  expect(object.bytes('hex', 2)).toEqual(Uint8Array.of(0, 255))
  expect(object.time('time')).toBe(Date.UTC(2026, 1, 18, 10, 58, 51))
  expect(object.object('inner').text('text')).toBe('b')
  expect(object.objects('list').map((each) => each.text('text'))).toEqual(['c', 'd'])
  expect([object.objects('none', { optional: true }), object.texts('none'), object.texts('texts')]).toEqual([
    [],
    [],
    ['e'],
  ])
})

test.each<[string, (object: JsonReader) => unknown, string]>([
  ['a missing text', (object) => object.text('none'), 'it: none is not a text'],
  ['a number for a text', (object) => object.text('count'), 'it: count is not a text'],
  ['a text for a number', (object) => object.integer('text', 9), 'it: text is not a whole number up to 9'],
  ['a number that is too large', (object) => object.integer('count', 254), 'up to 254'],
  ['hex of another length', (object) => object.bytes('hex', 3), 'it: hex is not hex of 3 bytes'],
  ['a text for hex', (object) => object.bytes('time', 10), 'it: time is not hex of 10 bytes'],
  ['a text for a moment', (object) => object.time('text'), 'it: text is not a moment in UTC'],
  [
    'an object inside that lacks a member',
    (object) => object.object('inner').text('x'),
    'it: inner.x is not a text',
  ],
  ['a list for an object', (object) => object.object('list'), 'it: list is not an object'],
  ['an object for a list', (object) => object.objects('inner'), 'it: inner is not a list'],
  ['a missing list', (object) => object.objects('none'), 'it: none is not a list'],
  ['texts for objects', (object) => object.objects('texts'), 'it: texts[0] is not an object'],
  ['objects for texts', (object) => object.texts('list'), 'it: list[0] is not a text'],
  ['what every object inherits', (object) => object.text('toString'), 'it: toString is not a text'],
])('%s is refused', (_, read, message) => {
  const object = readObject(valid, 'it', 'it')
  expect(() => read(object)).toThrow(MalformedEvidenceError)
  expect(() => read(object)).toThrow(message)
})

test.each([[-1], [1.5], ['1'], [null]])('%j is no whole number', (value) => {
  expect(() => readObject({ value }, 'it', 'it').integer('value', 9)).toThrow('whole number')
})

test.each([
  '2026-02-18',
  '2026-02-18T10:58:51',
  '2026-02-18T10:58:51.000Z',
  '2026-13-18T10:58:51Z',
  '2026-02-18T10:58:51+01:00',
])('%s is no moment in UTC to the second', (time) => {
  expect(() => readObject({ time }, 'it', 'it').time('time')).toThrow('moment in UTC')
})

test('lists and texts are bounded', () => {
  expect(() => readObject({ list: new Array(1025).fill({}) }, 'it', 'it').objects('list')).toThrow(
    'at most 1,024',
  )
  expect(readObject({ list: new Array(1024).fill({}) }, 'it', 'it').objects('list')).toHaveLength(1024)
  expect(() => readJsonText(' '.repeat(1_000_001), 'it')).toThrow(MalformedEvidenceError)
  expect(() => readJsonText('[]', 'it')).toThrow('it is not an object')
})
