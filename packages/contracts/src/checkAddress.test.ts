import { expect, test } from 'vitest'
import { checkAddress } from './checkAddress.js'
import { InvalidAddressError } from './errors/setup.js'

const address = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'

test('gives an address back', () => {
  expect(checkAddress(address, 'provider')).toBe(address)
  const lower = '0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266'
  expect(checkAddress(lower, 'provider')).toBe(lower)
})

test.each(['0xF39Fd6e51aad88F6F4ce6aB8827279cffFb92266', '0x', '0x12', `${address}0`] as const)(
  'refuses %s',
  (text) => {
    expect(() => checkAddress(text, 'provider')).toThrow(InvalidAddressError)
    expect(() => checkAddress(text, 'provider')).toThrow(`"${text}" is not an address (provider).`)
  },
)
