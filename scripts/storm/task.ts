import type { Contracts } from '@zg/contracts'
import type { Address, Hex } from 'viem'
import type { SharedStore } from '../../packages/inference/test/openShared.js'

export const holdMs = 3_000
export const messages = [{ role: 'user', content: 'What is 2+2?' }]

/** What a process of the storm is to do. */
export type Task = {
  protocol: 'v1' | 'legacy'
  rpcUrl: string
  contracts: Contracts
  provider: Address
  key: Hex
  store: SharedStore
  requests: number
  /** Neuron, of all processes together. */
  cap: string
  maxTokens: number
  /** Whether it is to be killed: it says `sent` as soon as a request leaves. */
  dies: boolean
}

/** What became of a process's requests. */
export type Said = { answered: number; refused: number; others: readonly string[]; worst: string }
