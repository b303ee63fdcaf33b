import type { Abi, Address, Hex } from 'viem'

/** The two contracts of a network. */
export type Contracts = { ledger: Address; inference: Address }
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

/** The legacy request-signing key pair: its public half, and its private half sealed for the wallet that owns it. */
export type Credential = { publicKey: readonly [bigint, bigint]; sealed: string }

/** A user's main account. Amounts in neuron. */
export type Ledger = {
  user: Address
  /** Free to transfer to a provider or to withdraw. */
  available: bigint
  /** Held by sub-accounts: `total - available`. */
  locked: bigint
  total: bigint
  /** Null where the protocol has none, or none was stored. */
  credential: Credential | null
}

/** A withdrawal from a sub-account that waits for the lock time. `createdAt` in seconds since the epoch. */
export type Refund = { amount: bigint; createdAt: bigint }

/** One provider's share of a ledger. Amounts in neuron. */
export type SubAccount = {
  user: Address
  provider: Address
  /** What the provider may still spend, pending refunds included. */
  balance: bigint
  /** The part of `balance` on its way back to the ledger. */
  pendingRefund: bigint
  refunds: readonly Refund[]
  /** Nonce of the last settlement. */
  nonce: bigint
  /** The TEE signer that this user acknowledged; null when none. */
  signer: Address | null
  credential: Credential | null
}

/** A provider's offer. Prices in neuron per token. */
export type Service = {
  provider: Address
  serviceType: string
  url: string
  model: string
  verifiability: string
  inputPrice: bigint
  outputPrice: bigint
  /** Seconds since the epoch. */
  updatedAt: bigint
  additionalInfo: string
}

/** Why a provider refused a request, understood from its text rather than its status. */
export type Rejection = {
  /**
   * `request`: the caller's request is wrong. `funds`: the sub-account can't pay. `signer`: the signer is not acknowledged.
   * `auth`: signature, nonce or session refused. `busy`: a limit; try later. `provider`: the provider's own fault.
   */
  kind: 'request' | 'funds' | 'signer' | 'auth' | 'busy' | 'provider'
  /** The provider's words, without its prefixes. */
  text: string
  /** For `funds`, where the text says so: neuron. */
  required?: bigint
  available?: bigint
}

/**
 * Everything that differs between generations of the network, as one value.
 * Actions take it as an argument and never ask which one it is.
 */
export type Protocol = {
  id: string
  deployments: readonly Deployment[]
  limits: {
    /** Most providers in one `retrieveFund`. */
    providersPerBatch: number
    /** Neuron that a provider wants to see in a sub-account beyond the request's own fee. */
    reserve: (service: Pick<Service, 'outputPrice'>) => bigint
  }
  ledger: {
    abi: Abi
    getLedger: (user: Address) => Read<Ledger>
    openLedger: (options: { credential: Credential | undefined; amount: bigint }) => Call
    depositFund: (options: { amount: bigint }) => Call
    transferFund: (options: { provider: Address; service: string; amount: bigint }) => Call
    retrieveFund: (options: { providers: readonly Address[]; service: string }) => Call
    refund: (options: { amount: bigint }) => Call
    deleteLedger: () => Call
  }
  inference: {
    abi: Abi
    getService: (provider: Address) => Read<Service>
    /** One page of services; a protocol without pages gives all of them on the first. */
    listServices: (page: {
      offset: bigint
      limit: bigint
    }) => Read<{ services: readonly Service[]; total: bigint }>
    accountExists: (user: Address, provider: Address) => Read<boolean>
    getAccount: (user: Address, provider: Address) => Read<SubAccount>
    listAccounts: (
      user: Address,
      page: { offset: bigint; limit: bigint },
    ) => Read<{ accounts: readonly SubAccount[]; total: bigint }>
    acknowledgeSigner: (options: { provider: Address; signer: Address }) => Call
    /** Seconds between `retrieveFund` and the release of the money. */
    lockTime: () => Read<bigint>
  }
  /** One class per Solidity error and revert string; null for a revert that the protocol doesn't know. */
  toError: (revert: Revert) => Error | null
  classify: (status: number, body: string) => Rejection
}

/** A revert as the chain reported it, decoded, with the call that met it. */
export type Revert = {
  call: Call & { address: Address; from: Address | undefined }
  /** Name of the custom error, or `Error` for a revert string. */
  errorName: string
  args: readonly unknown[]
  data: Hex | undefined
  cause: unknown
}
