import { describe, expect, test } from 'vitest'
import { filled } from '../../test/samples.js'
import { InvalidMessageError, PedersenTemplateError } from '../errors.js'
import { createSigner, pedersenHash, pedersenTemplate, signPedersen } from '../index.js'

const template = filled(48)
const hash = pedersenTemplate(template, [
  { start: 0, end: 8 },
  { start: 8, end: 9 },
  { start: 30, end: 30 },
  { start: 47, end: 48 },
])

test('a message that differs in the ranges alone', () => {
  const message = template.slice()
  for (const place of [0, 7, 8, 47]) message[place] = 99
  expect(hash(message)).toEqual(pedersenHash(message))
  expect(hash(template)).toEqual(pedersenHash(template))
})

test.each([9, 29, 30, 46])('byte %i is fixed', (place) => {
  const message = template.slice()
  message[place] = (message[place] ?? 0) ^ 1
  expect(() => hash(message)).toThrow(new PedersenTemplateError({ reason: 'fixed', length: 48 }))
})

test.each([0, 47, 49])('a message of %i bytes has another length', (length) => {
  expect(() => hash(filled(length))).toThrow(new PedersenTemplateError({ reason: 'length', length: 48 }))
})

test("template and ranges are taken as they were: changing the caller's has no effect", () => {
  const [mine, ranges] = [filled(40), [{ start: 0, end: 4 }]]
  const hashMine = pedersenTemplate(mine, ranges)
  mine.fill(0)
  ranges.splice(0, 1, { start: 20, end: 24 })
  expect(hashMine(filled(40))).toEqual(pedersenHash(filled(40)))
})

describe('refused', () => {
  test.each([
    ['beyond the end', [{ start: 40, end: 49 }]],
    ['before the beginning', [{ start: -1, end: 3 }]],
    ['backwards', [{ start: 5, end: 4 }]],
    [
      'overlapping',
      [
        { start: 0, end: 9 },
        { start: 8, end: 12 },
      ],
    ],
    [
      'out of order',
      [
        { start: 10, end: 12 },
        { start: 0, end: 4 },
      ],
    ],
    ['in between', [{ start: 0.5, end: 4 }]],
    ['without an end', [{ start: 0, end: Number.NaN }]],
  ])('ranges %s', (_, ranges) => {
    expect(() => pedersenTemplate(template, ranges)).toThrow(
      new PedersenTemplateError({ reason: 'ranges', length: 48 }),
    )
  })

  test('what is no Uint8Array', () => {
    // @ts-expect-error malformed on purpose
    expect(() => pedersenTemplate('text', [])).toThrow(InvalidMessageError)
    // @ts-expect-error malformed on purpose
    expect(() => hash('text')).toThrow(InvalidMessageError)
  })
})

test('a signer checks messages against its template too', () => {
  const key = filled(32)
  const sign = createSigner(key).pedersenTemplate(template, [{ start: 0, end: 8 }])
  const message = template.slice()
  message[3] = 77
  expect(sign(message)).toEqual(signPedersen(key, message))
  message[8] = 77
  expect(() => sign(message)).toThrow(new PedersenTemplateError({ reason: 'fixed', length: 48 }))
})
