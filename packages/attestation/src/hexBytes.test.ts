import { expect, test } from 'vitest'
import { MalformedEvidenceError } from './errors.js'
import { hexBytes } from './hexBytes.js'

test('reads hex, and says what could not be read', () => {
  expect(hexBytes('00fF', 'CRL')).toEqual(Uint8Array.of(0, 255))
  expect(hexBytes('00'.repeat(1024 * 1024), 'CRL')).toHaveLength(1024 * 1024)
  for (const text of ['0', 'zz', '00'.repeat(1024 * 1024 + 1)]) {
    expect(() => hexBytes(text, 'CRL')).toThrow(MalformedEvidenceError)
    expect(() => hexBytes(text, 'CRL')).toThrow('CRL: ')
  }
})
