import { privateKeyToAccount } from 'viem/accounts'
import { describe, expect, test } from 'vitest'
import { readQuoteSigner } from './readQuoteSigner.js'

const provider = privateKeyToAccount(`0x${'11'.repeat(32)}`).address

describe("a quote's signer", () => {
  const quote = ({ text = provider as string, version = 4, tail = 0, length = 632 } = {}) => {
    const bytes = new Uint8Array(length)
    bytes[0] = version
    bytes.set(new TextEncoder().encode(text).subarray(0, 64), 568)
    if (tail) bytes[568 + 42] = tail
    return Buffer.from(bytes).toString('hex')
  }

  test('is refused in bytes that are neither ASCII nor UTF-8', () => {
    for (const byte of ['7f', '80', 'ff']) {
      const hex = `${quote().slice(0, 2 * 568)}${byte}${quote().slice(2 * 569)}`
      expect(readQuoteSigner(hex)).toEqual({
        reason:
          byte === '7f'
            ? 'its report data holds no address'
            : 'its report data is not an address followed by zeros',
      })
    }
  })

  test('is read with or without 0x, and with bytes behind', () => {
    for (const hex of [quote(), `0x${quote()}`, `${quote()}00ff`])
      expect(readQuoteSigner(hex)).toEqual({ signer: provider })
    expect(readQuoteSigner(quote({ text: provider.toLowerCase() }))).toEqual({ signer: provider })
  })

  test.each([
    ['no text', undefined, 'it is no hex text'],
    ['no hex', 'quote', 'it is no hex text'],
    ['too short', quote({ length: 632 }).slice(2), 'it has 631 bytes, too few for a quote'],
    ['the text 00', '00', 'it has 1 bytes, too few for a quote'],
    ['another version', quote({ version: 5 }), 'it is of version 5, not 4'],
    [
      'something behind the address',
      quote({ tail: 1 }),
      'its report data is not an address followed by zeros',
    ],
    ['no address', quote({ text: 'x'.repeat(42) }), 'its report data holds no address'],
    ['a wrong checksum', quote({ text: provider.replace('E', 'e') }), 'its report data holds no address'],
    ['zeros', quote({ text: '' }), 'its report data holds no address'],
    ['the zero address', quote({ text: `0x${'0'.repeat(40)}` }), 'its report data holds the zero address'],
    [
      'bytes that are no ASCII',
      quote({ text: `é${'0'.repeat(40)}` }),
      'its report data is not an address followed by zeros',
    ],
  ])('is refused in %s', (_, hex, reason) => {
    expect(readQuoteSigner(hex)).toEqual({ reason })
  })
})
