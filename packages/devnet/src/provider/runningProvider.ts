import type { Address, Hash } from 'viem'
import type { Fault } from './faults/fault.js'
import type { ServiceType } from './serviceType.js'
import type { Usage } from './usage.js'

/** What one settlement did to one user's account. Amounts in neuron. */
export type Settlement = {
  user: Address
  /** Of the transaction; null when the contract said beforehand that it would refuse, so that nothing was sent. */
  hash: Hash | null
  /** What was paid. */
  amount: bigint
  /** `partial`: the balance didn't cover it all; the rest stays owed. `refused`: nothing was paid, all of it stays owed. */
  status: 'success' | 'partial' | 'refused'
  /** What the user's balance didn't cover. */
  unsettled: bigint
}

/** A request that was let in, as the provider saw it. Amounts in neuron. */
export type RequestRecord = {
  /** Of the completion; empty until the answer is complete. */
  id: string
  user: Address
  /** Of the legacy protocol's headers; zero on v1, whose requests have none. */
  nonce: bigint
  /** Names the request: on v1 what the answer's `ZG-Res-Key` says. */
  requestHash: string
  /** What the request costs at least. */
  inputFee: bigint
  /** What the model said it used; null until the answer is complete, and when it said nothing. */
  usage: Usage | null
  /** Null until the answer is complete. */
  fee: bigint | null
  /** How much of the fee is settled. */
  paid: bigint
  /** `open`: the answer is under way. `failed`: there was none, and nothing is owed. */
  state: 'open' | 'owed' | 'settled' | 'failed'
}

/** A provider that runs, as the program that started it sees it. */
export type RunningProvider = {
  address: Address
  url: string
  model: string
  serviceType: ServiceType
  /** The TEE's key, simulated. */
  signer: Address
  /** Settles what is owed, now. */
  settle: () => Promise<readonly Settlement[]>
  /** The latest requests that were let in, in order, at most 10,000. */
  requests: () => readonly RequestRecord[]
  /** Makes the provider misbehave, as long as the fault says, or until it is set to null. Throws `DevnetOptionError` for one that can't be. */
  setFault: (fault: Fault | null) => void
  stop: () => Promise<void>
}
