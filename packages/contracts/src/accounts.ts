import type { Address } from 'viem'
import type { SettlementStatus } from './services.js'

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

/** What the contracts demand of amounts and times. */
export type Limits = {
  /** Under this name the ledger's contract knows the inference service. */
  serviceName: string
  /** Neuron: the least deposit that opens a ledger, and the least that a refund may leave in it; zero where there is none. */
  minimumLedger: bigint
  /** Neuron: the least first transfer to a provider; zero where there is none. */
  minimumTransfer: bigint
  /** Most providers in one `retrieveFund`. */
  providersPerBatch: bigint
  /** Most sub-accounts of one user; null where there is no such limit. */
  providersPerUser: bigint | null
  /** Seconds between `retrieveFund` and the release of the money. */
  lockTime: bigint
}

/** Which session tokens of a sub-account are dead: those of another generation, and those whose id is a set bit. */
export type TokenState = { generation: bigint; revoked: bigint }

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
  /** Whether the user acknowledged the provider's signer: without it nothing settles. */
  acknowledged: boolean
  /** The TEE signer that this user recorded; null when none, and where the protocol keeps it with the service. */
  signer: Address | null
  credential: Credential | null
  /** Null where the protocol has no session tokens. */
  tokens: TokenState | null
}

/** What a contract's log tells of a user's account. Amounts in neuron. */
export type AccountEvent =
  /** A sub-account's balance and the part of it on its way back, after a transfer, a settlement or a payment. */
  | { eventName: 'BalanceUpdated'; provider: Address; balance: bigint; pendingRefund: bigint }
  /** The newest of the sub-account's refunds, at place `index`; it comes also where nothing was left to ask for. `requestedAt` in seconds. */
  | { eventName: 'RefundRequested'; provider: Address; index: bigint; requestedAt: bigint }
  /** How one fee was settled; `unsettled` is what wasn't paid. The provider is the transaction's sender. */
  | { eventName: 'TEESettlementResult'; status: SettlementStatus; unsettled: bigint }
  /** What a settlement took from the ledger's total, through the service contract at `service`. */
  | { eventName: 'FundSpent'; service: Address; amount: bigint }
  /** A sub-account went with its ledger; `refunded` is what it held. */
  | { eventName: 'AccountDeleted'; provider: Address; refunded: bigint }
