import type { Address, Hex } from 'viem'
import type { ServiceDetails } from './serviceDetails.js'

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
  /** What `additionalInfo` says, where the protocol knows how to read it. */
  details: ServiceDetails
  /** The TEE signer that stands with the service; null when none, and where the protocol keeps it with the user. */
  signer: Address | null
  /** Whether the contracts' owner vouches for that signer; null where the protocol knows no such word. */
  signerAcknowledged: boolean | null
}

/** What a provider registers. Prices in neuron per token. */
export type Offer = Pick<
  Service,
  | 'serviceType'
  | 'url'
  | 'model'
  | 'verifiability'
  | 'inputPrice'
  | 'outputPrice'
  | 'additionalInfo'
  | 'signer'
>

/** What one user owes one provider for some requests; the TEE signs it. `totalFee` in neuron. */
export type Fee = { user: Address; provider: Address; totalFee: bigint; requestsHash: Hex; nonce: bigint }
/** A fee with the TEE's signature over it. */
export type SignedFee = Fee & { signature: Hex }

/** How the contract judged one fee. `partial`: the balance didn't cover it all. */
export type SettlementStatus =
  | 'success'
  | 'partial'
  | 'providerMismatch'
  | 'noSigner'
  | 'invalidNonce'
  | 'invalidSignature'

/** What a settlement would do, in the contract's words: whoever is named in neither list would pay in full. */
export type SettlementPreview = {
  failed: readonly { user: Address; status: SettlementStatus }[]
  /** `unsettled`: what the balance doesn't cover, in neuron. */
  partial: readonly { user: Address; unsettled: bigint }[]
}
