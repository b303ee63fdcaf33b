import type { Address, Hash } from 'viem'
import type { Fault } from './faults.js'

/** What one settlement did to one user's account. Amounts in neuron. */
export type Settlement = {
  user: Address
  hash: Hash
  /** What was paid. */
  amount: bigint
  status: 'success' | 'partial' | 'refused'
  /** What the user's balance didn't cover. */
  unsettled: bigint
}

/** A billed request, as the provider saw it. */
export type RequestRecord = {
  id: string
  user: Address
  nonce: bigint
  requestHash: string
  inputFee: bigint
  /** Neuron; null until the answer is complete. */
  fee: bigint | null
  settled: boolean
}

export type RunningProvider = {
  address: Address
  url: string
  model: string
  serviceType: 'chatbot'
  /** The TEE's key, simulated. */
  signer: Address
  /** Settles what is owed, now. */
  settle: () => Promise<readonly Settlement[]>
  requests: () => readonly RequestRecord[]
  /** Makes the provider misbehave until it is set to null. */
  setFault: (fault: Fault | null) => void
  stop: () => Promise<void>
}
