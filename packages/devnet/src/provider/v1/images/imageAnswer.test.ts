import { describe, expect, test } from 'vitest'
import { readImages, withUrls } from './imageAnswer.js'

const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))
const urlOf = (index: number) => `http://here/${index}`

describe('the images of an answer', () => {
  test('are decoded, all of them', () => {
    const answer = { created: 5, data: [{ b64_json: 'AQID' }, { b64_json: '/w==', revised_prompt: 'x' }] }
    expect(readImages(encode(answer))).toEqual([Uint8Array.of(1, 2, 3), Uint8Array.of(255)])
  })

  test.each([
    { data: [] },
    { data: [{ b64_json: 'AQID' }, { url: 'http://elsewhere' }] },
    { data: [{ b64_json: '' }] },
    { data: [{ b64_json: 'A' }] },
    { data: [{ b64_json: 'AQI' }] },
    { data: [{ b64_json: 'AQ_D' }] },
    { data: [{ b64_json: 'AQ ID' }] },
    { data: [null] },
    { data: {} },
    {},
    null,
  ])('are not taken from %j', (answer) => {
    expect(readImages(encode(answer))).toBeNull()
  })

  test('are not taken from what is no JSON', () => {
    expect(readImages(new TextEncoder().encode('<html>'))).toBeNull()
  })
})

test("addresses take the place of images, and of all that may be another server's", () => {
  const data = [
    { b64_json: 'AQID', url: 'http://inside', seed: 5 },
    { b64_json: '/w==', revised_prompt: 'x' },
  ]
  expect(JSON.parse(withUrls(encode({ created: 5, data, usage: {} }), urlOf))).toEqual({
    created: 5,
    data: [{ url: 'http://here/0' }, { url: 'http://here/1', revised_prompt: 'x' }],
  })
})
