import { keccak256 } from 'viem'
import { expect, test } from 'vitest'
import { settlementHash } from './settlementHash.js'

test('hashes requests, nonce, provider, user and fee, packed', () => {
  const hash = settlementHash({
    requestsHash: `0x${'11'.repeat(32)}`,
    nonce: 5n,
    provider: `0x${'22'.repeat(20)}`,
    user: `0x${'33'.repeat(20)}`,
    totalFee: 30n,
  })
  const word = (value: string) => value.padStart(64, '0')
  expect(hash).toBe(
    keccak256(`0x${'11'.repeat(32)}${word('5')}${'22'.repeat(20)}${'33'.repeat(20)}${word('1e')}`),
  )
})
