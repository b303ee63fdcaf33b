import { describe, expect, test } from 'vitest'
import { readChatId } from './readChatId.js'

describe('the id of an answer', () => {
  test.each([
    ['{"id":"chatcmpl-1","choices":[]}', 'chatcmpl-1'],
    ['data: {"id":"a"}\n\ndata: {"id":"b"}\n\n', 'a'],
    [': comment\r\n\r\ndata: {"id":"a"}\r\n\r\n', 'a'],
    ['{"id":""}', null],
    ['{"id":7}', null],
    ['[]', null],
    ['', null],
    ['data: [DONE]', null],
  ])('%j', (text, id) => {
    expect(readChatId(text)).toBe(id)
    expect(readChatId(new TextEncoder().encode(text))).toBe(id)
  })

  test('bytes that are no text have none', () => {
    expect(readChatId(Uint8Array.of(0xff))).toBeNull()
  })
})
