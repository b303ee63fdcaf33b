import { BaseError } from '@zg/core'
import { expect, test } from 'vitest'
import {
  InvalidKeyError,
  InvalidNetworkError,
  MissingKeyError,
  WalletRequiredError,
  WrongChainError,
} from './errors.js'

const address = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'

test.each([
  [
    'MissingKeyError',
    new MissingKeyError({ looked: 'privateKey' }),
    'No private key was given (privateKey).\nPut PRIVATE_KEY=… into your .env file, or pass privateKey, account or walletClient to createBroker.\nA key is 64 hex digits, with or without 0x.',
  ],
  [
    'InvalidKeyError',
    new InvalidKeyError({ reason: 'it is short' }),
    'The private key is not valid: it is short.\nA key is 64 hex digits, with or without 0x.',
  ],
  [
    'InvalidNetworkError',
    new InvalidNetworkError({ network: undefined, known: ['a', 'b'] }),
    "No network was given.\nPass network ('a', 'b'), rpcUrl, publicClient or walletClient.",
  ],
  [
    'InvalidNetworkError',
    new InvalidNetworkError({ network: 'c', known: ['a'] }),
    '"c" is not a network.\nPass network (\'a\'), rpcUrl, publicClient or walletClient.',
  ],
  [
    'WrongChainError',
    new WrongChainError({ expected: 16602, actual: 1 }),
    'The endpoint serves chain 1, not chain 16602.\nNothing was sent. Give an rpcUrl of the network that you want, or change the network.',
  ],
  [
    'WalletRequiredError',
    new WalletRequiredError({ address }),
    `Nothing can sign for ${address}.\nPass walletClient, or an account that holds its key, such as privateKeyToAccount(…).`,
  ],
])('%s', (name, error, message) => {
  expect(error).toBeInstanceOf(BaseError)
  expect(error.name).toBe(name)
  expect(error.message).toBe(message)
})

test('the wrong chain keeps both numbers', () => {
  expect(new WrongChainError({ expected: 16602, actual: 1 })).toMatchObject({ expected: 16602, actual: 1 })
})
