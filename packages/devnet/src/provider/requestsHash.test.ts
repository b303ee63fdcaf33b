import { keccak256, toHex } from 'viem'
import { expect, test } from 'vitest'
import { requestsHash } from './requestsHash.js'

const user = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'

test('hashes hash, user, fee, input fee and output fee of each request as text', () => {
  const rows = [
    { requestHash: '0xaa', user, fee: 30n, inputFee: 12n },
    { requestHash: '0xbb', user, fee: 5n, inputFee: 12n },
  ] as const
  expect(requestsHash(rows)).toBe(keccak256(toHex(`0xaa${user}3012180xbb${user}5120`)))
})

test('of an answer that is not complete', () => {
  expect(requestsHash([{ requestHash: '0xaa', user, fee: null, inputFee: 12n }])).toBe(
    keccak256(toHex(`0xaa${user}0120`)),
  )
})
