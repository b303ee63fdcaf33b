import { expect, test } from 'vitest'
import { keyOf } from './keyOf.js'

test('names chain, contract, user and provider, in lower case', () => {
  const address = (digit: string) => `0x${digit.repeat(40)}` as const
  const contracts = { ledger: address('A'), inference: address('B') }
  const parties = { chainId: 31337, contracts, user: address('C'), provider: address('D') }
  expect(keyOf(parties, 'nonce')).toBe(`zg:1:31337:${address('b')}:${address('c')}:${address('d')}:nonce`)
})
