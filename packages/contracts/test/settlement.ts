import { type Address, encodePacked, type Hex, keccak256 } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { type Chain, provider, startChain, user } from './chain.js'

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

export type Terms = {
  user: Address
  provider: Address
  totalFee: bigint
  requestsHash: Hex
  nonce: bigint
}

export const hashSettlement = (terms: Terms): Hex =>
  keccak256(
    encodePacked(
      ['bytes32', 'uint256', 'address', 'address', 'uint256'],
      [terms.requestsHash, terms.nonce, terms.provider, terms.user, terms.totalFee],
    ),
  )

/** A settlement as the provider sends it, signed by the TEE or by another. */
export const signSettlement = async (terms: Terms, signer = tee) => ({
  ...terms,
  signature: await signer.signMessage({ message: { raw: hashSettlement(terms) } }),
})

export type Account = typeof user
export type Settlement = Awaited<ReturnType<typeof signSettlement>>

export const terms = (over: Partial<Terms> = {}): Terms => ({
  user: user.address,
  provider: provider.address,
  totalFee: 30n,
  requestsHash: `0x${'11'.repeat(32)}`,
  nonce: 5n,
  ...over,
})

export const result = (account: Account, code: number, unsettledAmount: bigint) => [
  'TEESettlementResult',
  { user: account.address, status: code, unsettledAmount },
]
export const updated = (account: Account, amount: bigint, pendingRefund: bigint) => [
  'BalanceUpdated',
  { user: account.address, provider: provider.address, amount, pendingRefund },
]

/** Registers a chain on which `user` has 100 neuron at `provider`, acknowledged; and what the tests do with it. */
export function useSettlements() {
  let chain: Chain
  beforeAll(async () => {
    chain = await startChain()
  })
  beforeEach(async () => {
    await chain.reset()
    await open(user)
  })
  afterAll(() => chain.stop())

  const open = async (account: Account, to = provider.address) => {
    await chain.mine(chain.ledger.write.addLedger([[1n, 2n], ''], { account, value: 1_000n }))
    await chain.mine(chain.ledger.write.transferFund([to, 'inference', 100n], { account }))
    await chain.mine(chain.inference.write.acknowledgeTEESigner([to, tee.address], { account }))
  }
  const settle = (items: readonly Settlement[]) =>
    chain.mine(chain.inference.write.settleFeesWithTEE([items], { account: provider }))
  /** What both the settlement and its preview answer the provider. */
  const answer = async (items: readonly Settlement[]) => {
    const options = { account: provider }
    const { result } = await chain.inference.simulate.settleFeesWithTEE([items], options)
    const preview = await chain.inference.read.previewSettlementResults([items], {
      account: provider.address,
    })
    return { result, preview }
  }
  const getAccount = (account: Account = user) =>
    chain.inference.read.getAccount([account.address, provider.address])
  const getTotal = async (account: Account = user) =>
    (await chain.ledger.read.getLedger([account.address])).totalBalance

  return {
    get chain() {
      return chain
    },
    open,
    settle,
    answer,
    getAccount,
    getTotal,
  }
}
