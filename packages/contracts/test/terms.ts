import type { Address, Hex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { provider, user } from './chain.js'

export type Account = typeof user

/** The TEE of the tests: the mock key of the specification's settlement vector. */
export const tee = privateKeyToAccount('0x4c0883a69102937d6231471b5dbb6204fe512961708279b7e1a8d7d7a3c2b9e3')

export const status = {
  success: 0,
  partial: 1,
  providerMismatch: 2,
  noTeeSigner: 3,
  invalidNonce: 4,
  invalidSignature: 5,
}

export type Terms = { user: Address; provider: Address; totalFee: bigint; requestsHash: Hex; nonce: bigint }

export const terms = (over: Partial<Terms> = {}): Terms => ({
  user: user.address,
  provider: provider.address,
  totalFee: 30n,
  requestsHash: `0x${'11'.repeat(32)}`,
  nonce: 5n,
  ...over,
})

/** The specification's settlement vector. */
export const vector = terms({
  user: '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266',
  provider: '0xf07240Efa67755B5311bc75784a061eDB47165Dd',
  totalFee: 123_456_789n,
  nonce: 17_600_000_000_000_000n,
})

/** The event of one item. */
export const settled = (account: Account, code: number, unsettledAmount: bigint) => [
  'TEESettlementResult',
  { user: account.address, status: code, unsettledAmount },
]

/** The event of a sub-account. */
export const updated = (account: Account, amount: bigint, pendingRefund: bigint, to = provider.address) => [
  'BalanceUpdated',
  { user: account.address, provider: to, amount, pendingRefund },
]
