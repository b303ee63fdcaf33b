import type { Address } from 'viem'
import { owner, provider, user } from './chain.js'
import { type Account, type Terms, tee } from './terms.js'
import { og } from './v1Chain.js'
import { typedData as toTypedData, type typedData, type useV1 } from './v1Rig.js'

/** What the tests of settlements do: open accounts of 1 0G with the acknowledged provider, sign, settle, and preview. */
export function useV1Settlements(rig: ReturnType<typeof useV1>) {
  const domain = () => ({ chainId: 31_337, verifyingContract: rig.chain.inference.address })
  const sign = async (terms: Terms, signer = tee, at: Parameters<typeof typedData>[1] = domain()) => ({
    ...terms,
    signature: await signer.signTypedData(toTypedData(terms, at)),
  })
  type Item = Awaited<ReturnType<typeof sign>>

  return {
    sign,
    /** A ledger of 5 0G with 1 at the provider, whose service is registered and acknowledged. */
    open: async (account: Account = user, to: Address = provider.address) => {
      if (!(await rig.chain.inference.read.serviceExists([provider.address]))) {
        await rig.register()
        await rig.acknowledge(owner)
      }
      await rig.addLedger(5n * og, account)
      await rig.chain.mine(rig.transfer(og, to, account))
    },
    settle: (items: readonly Item[]) =>
      rig.chain.mine(rig.chain.inference.write.settleFeesWithTEE([items], { account: provider })),
    /** What both the settlement and its preview answer the provider. */
    answer: async (items: readonly Item[]) => {
      const { result } = await rig.chain.inference.simulate.settleFeesWithTEE([items], { account: provider })
      const preview = await rig.chain.inference.read.previewSettlementResults([items], {
        account: provider.address,
      })
      return { statuses: result, preview }
    },
  }
}
