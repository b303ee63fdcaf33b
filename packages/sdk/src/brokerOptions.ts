import type { CollateralSource, NrasClient, Policy } from '@zg/attestation'
import type { Contracts, Protocol } from '@zg/contracts'
import type { AtomicStore } from '@zg/core'
import type { Account, Chain, Client, Transport } from 'viem'
import type { Network } from './networks.js'

/** Which network, and how it is reached. */
export type ConnectionOptions = {
  /** A network by name: its public endpoint, and a check that the chain is the right one. */
  network?: Network | undefined
  /** An RPC endpoint. Its chain id decides which contracts are used. */
  rpcUrl?: string | undefined
  /** A viem client for everything that needs no key. */
  publicClient?: Client | undefined
  /** Addresses of the contracts, for a chain without a known deployment. */
  contracts?: Contracts | undefined
  /** Generation of the network; the current default when absent. */
  protocol?: Protocol | undefined
  /** How providers are reached; `globalThis.fetch` by default. */
  fetch?: typeof globalThis.fetch | undefined
  /** How providers' hardware is examined. */
  tee?: TeeOptions | undefined
  /**
   * A devnet's root in base64 (`attestationRoot` in its line), to accept its simulated evidence: it comes out as `simulated`, and satisfies
   * `require: 'verified'`. Refused on public networks.
   */
  attestationRoot?: string | undefined
}

/** How providers' hardware is examined. The roots of Intel and NVIDIA are pinned; nobody else here is trusted. */
export type TeeOptions = {
  /** What evidence must say; `policies.strict` of `@zg/attestation` by default. */
  policy?: Policy | undefined
  /** Where Intel's statements about processors come from; Intel's own service by default. */
  collateral?: CollateralSource | undefined
  /** Asks NVIDIA about GPUs; nobody is asked by default. */
  nras?: NrasClient | undefined
}

/** Who pays, over which network. One way to give the key and one way to reach a chain are needed; the rest has defaults. */
export type BrokerOptions = ConnectionOptions & {
  /** 64 hex digits, with or without 0x. */
  privateKey?: string | undefined
  /** Any viem account that signs by itself. */
  account?: Account | undefined
  /** A viem wallet client, such as a browser wallet's. Its transport is used when no endpoint is given. */
  walletClient?: Client<Transport, Chain | undefined, Account> | undefined
  /** Where nonces and API keys' ids are kept; this process's memory by default. Processes that share an account share a store. */
  store?: AtomicStore | undefined
}
