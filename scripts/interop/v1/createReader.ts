import { type Contracts, v1InferenceServingAbi, v1LedgerManagerAbi } from '@zg/contracts'
import { type Address, BaseError, ContractFunctionRevertedError } from 'viem'
import type { OpenChain } from './openChain.js'

/** What stands on chain, through viem alone: neither the official client nor ours is asked what it did. */
export function createReader(chain: OpenChain, contracts: Contracts) {
  const ledger = { address: contracts.ledger, abi: v1LedgerManagerAbi } as const
  const inference = { address: contracts.inference, abi: v1InferenceServingAbi } as const

  return {
    /** Null when the contract says that there is none. */
    ledger: (user: Address) =>
      unless('LedgerNotExists', chain.readContract({ ...ledger, functionName: 'getLedger', args: [user] })),
    account: (user: Address, provider: Address) =>
      unless(
        'AccountNotExists',
        chain.readContract({ ...inference, functionName: 'getAccount', args: [user, provider] }),
      ),
    service: (provider: Address) =>
      chain.readContract({ ...inference, functionName: 'getService', args: [provider] }),
    services: async () => {
      const [services] = await chain.readContract({
        ...inference,
        functionName: 'getAllServices',
        args: [0n, 0n],
      })
      return services
    },
    revoked: (user: Address, provider: Address, tokenId: number) =>
      chain.readContract({ ...inference, functionName: 'isTokenRevoked', args: [user, provider, tokenId] }),
    sent: (user: Address) => chain.getTransactionCount({ address: user }),
  }
}

export type Reader = ReturnType<typeof createReader>

async function unless<result>(errorName: string, read: Promise<result>): Promise<result | null> {
  try {
    return await read
  } catch (error) {
    const revert =
      error instanceof BaseError ? error.walk((one) => one instanceof ContractFunctionRevertedError) : null
    if (revert instanceof ContractFunctionRevertedError && revert.data?.errorName === errorName) return null
    throw error
  }
}
