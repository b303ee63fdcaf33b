import type { Abi, Address, Hex } from 'viem'
import type { AccountEvent, Credential, Ledger, Limits, SubAccount } from './accounts.js'
import type { Call, ContractName, Contracts, Deployment, Read, Reads } from './calls.js'
import type { Fee, Offer, Service, SettlementPreview, SettlementStatus, SignedFee } from './services.js'

/** An event whose first indexed argument is the user, and how its arguments become our value. */
export type AccountEventRead = {
  contract: ContractName
  abi: Abi
  eventName: string
  decode: (args: unknown) => AccountEvent
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
  /** For `signer`: whose word is missing; the user's own when absent. */
  missing?: 'owner'
  /**
   * For `auth`, where the text says so. `renew`: the session is over, and a new one is accepted. `wait`: the provider hasn't seen yet
   * that the user revoked all sessions.
   */
  session?: 'renew' | 'wait'
  /** For `busy`, where the text says so: milliseconds. */
  retryAfterMs?: number
}

/**
 * Everything that differs between generations of the network, as one value.
 * Actions take it as an argument and never ask which one it is.
 */
export type Protocol = {
  id: string
  deployments: readonly Deployment[]
  /** How a request proves who pays: by single-use signed headers, or by a session's bearer token. */
  auth: 'eddsa' | 'session'
  limits: {
    /** Neuron that a provider wants to see in a sub-account beyond the request's own fee. */
    reserve: (service: Pick<Service, 'outputPrice'>) => bigint
    /** Whether that differs from service to service. */
    reserveFollowsPrice: boolean
    /** Neuron that a provider wants before it answers a request with this content; zero where it bills afterwards. */
    inputFee: (service: Pick<Service, 'inputPrice'>, content: string) => bigint
  }
  ledger: {
    abi: Abi
    limits: (contracts: Contracts) => Reads<Limits>
    /** Whether a new ledger stores a credential. */
    takesCredential: boolean
    /** Whether a deposit opens a ledger where there is none. */
    opensOnDeposit: boolean
    /** Whether a transfer of nothing opens a sub-account. */
    opensEmpty: boolean
    getLedger: (user: Address) => Read<Ledger>
    openLedger: (options: { credential: Credential | undefined; amount: bigint }) => Call
    depositFund: (options: { amount: bigint }) => Call
    /** Null where nobody can deposit for somebody else. */
    depositFundFor: ((options: { recipient: Address; amount: bigint }) => Call) | null
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
    /** Null where the user can't take it back. */
    revokeAcknowledgement: ((options: { provider: Address }) => Call) | null
    /** Seconds between `retrieveFund` and the release of the money. */
    lockTime: () => Read<bigint>
    /** Whose signature of an answer counts for this user; null when nobody's. `account` is null for a user without one. */
    trustedSigner: (parties: { service: Service; account: SubAccount | null }) => Address | null
    /** Who names the signer that a user acknowledges: the provider's quote, or the service on chain. */
    signerSource: 'quote' | 'service'
    /** Null where the protocol has no session tokens. */
    tokens: {
      revoke: (options: { provider: Address; tokenIds: readonly number[] }) => Call
      revokeAll: (options: { provider: Address }) => Call
      /** Milliseconds until the last provider has seen that tokens were revoked. */
      seenAfterMs: number
    } | null
    /** Where below its URL a provider tells what a user owes and hasn't paid; null where it doesn't tell. */
    unsettledFeePath: ((user: Address) => string) | null
  }
  /** The events that tell what became of a user's account. */
  history: readonly AccountEventRead[]
  /** What a provider does. */
  provider: {
    /** Neuron that a first registration must send along; null where there is no stake. */
    minimumStake: (() => Read<bigint>) | null
    /** Registers or updates the caller's service; `stake` only at the first registration. */
    offerService: (options: { offer: Offer; stake: bigint }) => Call
    removeService: () => Call
    /** Whether such an update makes the contracts' owner look again: the service's signer is not vouched for then until it does. */
    dropsAcknowledgement: (before: Offer, after: Offer) => boolean
    settleFees: (options: { fees: readonly SignedFee[] }) => Call
    /** Judges as if the caller were the provider. */
    previewSettlement: (options: { fees: readonly SignedFee[] }) => Read<SettlementPreview>
    /** Most fees in one settlement; null where there is no such limit. */
    feesPerSettlement: number | null
    statusOf: (code: number) => SettlementStatus
    /** The 32 bytes that the TEE signs for a fee to be settled by these contracts. */
    feeDigest: (options: { chainId: number; contracts: Contracts; fee: Fee }) => Hex
  }
  /** What the contracts' owner does; null where it vouches for nobody. */
  owner: {
    acknowledgeSigner: (options: { provider: Address }) => Call
    revokeSigner: (options: { provider: Address }) => Call
  } | null
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
