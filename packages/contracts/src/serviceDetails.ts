import type { Address } from 'viem'

/** A multiple of a price, exact. What it makes of a price is rounded down to the neuron. */
export type Ratio = { numerator: bigint; denominator: bigint }

/** Multiples of a service's prices for requests with at most so many input tokens. */
export type PriceTier = {
  /** Null for any number. */
  maxInputTokens: bigint | null
  input: Ratio
  output: Ratio
}

/** What changes a service's two prices from one request to the next. */
export type Pricing = {
  /** In the order in which they are tried: the first that takes so many input tokens counts, else the last. Empty where there are none. */
  tiers: readonly PriceTier[]
  /** Input tokens that the model had cached cost the price divided by this; null where they cost as much as others. */
  cacheDivisor: bigint | null
  /** The dearest multiple of the input price for tokens that the model writes to its cache; null where they cost as much as others. */
  cacheWrite: Ratio | null
  /** False where the service says something of its prices that can't be read: then no fee can be foreseen. */
  readable: boolean
}

/** What a service says of itself beside what its contract knows. Its own word, not checked by anybody but where the owner vouches for it. */
export type ServiceDetails = {
  /** Whether the model runs in another TEE than the provider, and signs its answers there. */
  isTargetSeparated: boolean
  /** Signer of that other TEE. */
  targetSigner: Address | null
  /** `decentralized` where nothing is said, `centralized` for a forwarder to somebody's API, or another word. */
  providerType: string
  /** Which system attests the TEE, such as `dstack`; null where nothing is said. */
  verifier: string | null
  verifierUrl: string | null
  imageName: string | null
  imageDigest: string | null
  /** Whether it serves more models than the one on chain. Its prices on chain are the dearest of them then. */
  isMultiModel: boolean
  /** `USD` where the prices on chain follow a rate, `NATIVE` where they don't; null where nothing is said. */
  priceDenomination: string | null
  pricing: Pricing
}
