import { encodePacked, type Hex, keccak256 } from 'viem'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { provider, user } from './chain.js'
import { type LegacyChain, startLegacyChain } from './legacyChain.js'
import { type Account, type Terms, tee } from './terms.js'

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

export type Settlement = Awaited<ReturnType<typeof signSettlement>>

/** Registers a chain on which `user` has 100 neuron at `provider`, acknowledged; and what the tests do with it. */
export function useSettlements() {
  let chain: LegacyChain
  beforeAll(async () => {
    chain = await startLegacyChain()
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
