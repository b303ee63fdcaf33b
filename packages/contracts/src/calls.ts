import type { Abi, Address } from 'viem'

/** The two contracts of a network. */
export type Contracts = { ledger: Address; inference: Address }
/** Which of the two. */
export type ContractName = keyof Contracts

/** Where a protocol's contracts stand on one chain. */
export type Deployment = {
  chainId: number
  contracts: Contracts
  /** Day of deployment, ISO 8601. */
  since: string
  /** Day on which another deployment took its place; absent while current. */
  until?: string
}

/** One contract call, not yet bound to an address. */
export type Call = {
  contract: ContractName
  abi: Abi
  functionName: string
  args: readonly unknown[]
  /** Neuron sent along. */
  value?: bigint
}

/** A view call, and how its raw result becomes our value. */
export type Read<result> = Call & { decode: (raw: unknown) => result }

/** Several view calls whose results, in order, make one value. */
export type Reads<result> = {
  reads: readonly Read<unknown>[]
  combine: (values: readonly unknown[]) => result
}
