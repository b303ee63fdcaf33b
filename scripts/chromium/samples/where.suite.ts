import { beforeAll, describe, expect, test } from 'vitest'

let text = ''
beforeAll(async () => {
  const response = await fetch('/files/file.txt')
  text = await response.text()
})

/** The smallest module: its eight-byte head. */
const head = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)
const compiles = () => {
  try {
    return new WebAssembly.Module(head) instanceof WebAssembly.Module
  } catch {
    return false
  }
}

describe('here', () => {
  test.each(['page', 'worker'])('is the %s', (where) => {
    expect(typeof document === 'undefined' ? 'worker' : 'page').toBe(where)
  })

  test('compiles WebAssembly', () => {
    expect(compiles()).toBe(true)
  })

  test('reads a file', () => {
    expect({ text }).toEqual({ text: expect.stringContaining('a file') })
  })

  test('counts on a secure context', async () => {
    await expect(crypto.subtle.digest('SHA-256', head)).resolves.toHaveProperty('byteLength', 32)
  })
})
