import type { SimulatedTee } from '@zg/attestation/simulate'
import type { Contracts } from '@zg/contracts'
import type { Hono } from 'hono'
import type { Address, Hex } from 'viem'
import type { Settler } from './createSettler.js'
import type { Faults } from './faults/createFaults.js'
import type { LedgerBook } from './ledgerBook.js'
import type { Manners } from './manners.js'
import type { ResponseSigner } from './responseSigner.js'
import type { RequestRecord } from './runningProvider.js'
import type { ServiceType } from './serviceType.js'
import type { Upstream } from './upstream.js'
import type { LimitOptions } from './v1/limits/limitOptions.js'

/** What a provider registers on chain. Prices in neuron per token. */
export type ProviderOffer = { url: string; model: string; inputPrice: bigint; outputPrice: bigint }

/** Neuron per token, or per image. */
export type Prices = { inputPrice: bigint; outputPrice: bigint }

/** What every generation's provider is made of. */
export type Equipment = {
  rpcUrl: string
  chainId: number
  contracts: Contracts
  /** Key of the wallet that registers and settles. It must hold money for gas, and for a stake where the protocol wants one. */
  wallet: Hex
  /** Key that stands in for the TEE's. */
  teeKey: Hex
  /** Attests to what runs here, under a root that nobody else trusts; absent where a provider has one of its own, or none. */
  tee: SimulatedTee | undefined
  /** Key of the contracts' owner, who vouches for the TEE's where the protocol has that. */
  ownerKey: Hex
  prices: Prices
  /** Further models at prices of their own. */
  models: ReadonlyMap<string, Prices>
  serviceType: ServiceType
  /** What stands with the service on chain beside its fields, on top of what every provider says. */
  additionalInfo: Readonly<Record<string, unknown>>
  limits: LimitOptions
  /** Whether requests and answers are rewritten as live providers do. */
  rewrites: boolean
  model: string
  upstream: Upstream
  book: LedgerBook
  signer: ResponseSigner
  faults: Faults
  onBilled: (row: RequestRecord) => void
  now: () => number
}

/** What the providers of one generation do their own way. */
export type Generation = {
  address: Address
  /** Of the TEE's key. */
  signer: Address
  manners: Manners
  /** Whether requests are paid for by sessions, which can expire. */
  hasSessions: boolean
  addRoutes: (app: Hono) => void
  settler: Settler
  /** Below this many tokens, or images, in and out of free balance a user's debt is settled at once. */
  lowTokens: bigint
  /** Null where there is none. */
  findAccount: (user: Address) => Promise<{ balance: bigint; pendingRefund: bigint } | null>
  /** Puts the offer on chain, and whatever it takes for users to trust it. */
  register: (offer: ProviderOffer) => Promise<void>
  stop: () => Promise<void>
}
