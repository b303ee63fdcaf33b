import type { Contracts, SubAccount } from '@zg/contracts'
import type { Address } from 'viem'

/** What one request is authorised for. */
export type AuthRequest = {
  /** Undefined for a client without a chain. */
  chainId: number | undefined
  contracts: Contracts
  provider: Address
  /** What the input may cost, in neuron. */
  fee: bigint
  /** The payer's share with this provider, as the chain has it now. */
  subAccount: SubAccount
}

/** How one request proves to one provider who pays for it. */
export type Auth = {
  kind: string
  /** Headers for one attempt. Called anew for every attempt. */
  authorize: (request: AuthRequest) => Promise<Record<string, string>>
}
