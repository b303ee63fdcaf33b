import { describe, expect, test } from 'vitest'
import { readBillingHeaders } from './billingHeaders.js'

const good = {
  Address: '0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266',
  Fee: '12',
  'Input-Fee': '340282366920938463463374607431768211455',
  Nonce: '18446744073709551615',
  'Request-Hash': `0x${'Ab'.repeat(32)}`,
  Signature: '[1, 2]',
  'VLLM-Proxy': 'maybe',
}
const read = (change: Record<string, string | null> = {}) => {
  const headers = new Headers()
  for (const [name, value] of Object.entries({ ...good, ...change }))
    if (value !== null) headers.set(name, value)
  return readBillingHeaders(headers)
}
const stage = 'get model.request from HTTP request: '

test('reads the largest numbers, any case of hex, and leaves the signature for later', () => {
  expect(read()).toEqual({
    user: '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266',
    fee: 12n,
    inputFee: 2n ** 128n - 1n,
    nonce: 2n ** 64n - 1n,
    requestHash: `0x${'ab'.repeat(32)}`,
    signature: '[1, 2]',
  })
})

describe('refuses', () => {
  test.each(Object.keys(good))('a request without %s', (name) => {
    expect(() => read({ [name]: null })).toThrow(`${stage}${name}: missing Header`)
    expect(() => read({ [name]: '' })).toThrow(`${stage}${name}: missing Header`)
  })

  test('a request without any, naming the first', () => {
    expect(() => readBillingHeaders(new Headers())).toThrow(`${stage}Address: missing Header`)
  })

  test.each([
    ['Address', '0x12', 'not an address'],
    ['Address', 'f39fd6e51aad88f6f4ce6ab8827279cfffb92266', 'not an address'],
    ['Nonce', '18446744073709551616', 'not a whole number below 18446744073709551616'],
    ['Fee', '340282366920938463463374607431768211456', `not a whole number below ${2n ** 128n}`],
    ['Input-Fee', '340282366920938463463374607431768211456', `not a whole number below ${2n ** 128n}`],
    ['Input-Fee', '0'.repeat(40), `not a whole number below ${2n ** 128n}`],
    ['Fee', '-1', `not a whole number below ${2n ** 128n}`],
    ['Fee', '1.0', `not a whole number below ${2n ** 128n}`],
    ['Fee', '1e3', `not a whole number below ${2n ** 128n}`],
    ['Fee', '0x10', `not a whole number below ${2n ** 128n}`],
    ['Fee', '1, 2', `not a whole number below ${2n ** 128n}`],
    ['Nonce', 'NaN', 'not a whole number below 18446744073709551616'],
    ['Request-Hash', 'ab'.repeat(32), 'not 32 bytes of hex with 0x'],
    ['Request-Hash', `0x${'ab'.repeat(31)}`, 'not 32 bytes of hex with 0x'],
    ['Request-Hash', `0x${'ab'.repeat(33)}`, 'not 32 bytes of hex with 0x'],
    ['Request-Hash', `0x${'zz'.repeat(32)}`, 'not 32 bytes of hex with 0x'],
  ])('%s: %s', (name, value, reason) => {
    expect(() => read({ [name]: value })).toThrow(`${stage}${name}: ${reason}`)
  })

  test('zeros before a number are no reason', () => {
    expect(read({ Fee: '007' }).fee).toBe(7n)
  })
})
