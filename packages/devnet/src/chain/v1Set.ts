import { v1InferenceServingAbi, v1LedgerManagerAbi } from '@zg/contracts'
import { parseEther } from 'viem'
import { v1InferenceServingBytecode, v1LedgerManagerBytecode } from '../artifacts/v1.js'
import type { ContractSet } from './deploy.js'

/** Neuron that open an account: in the ledger, and at a provider. */
export type Minimums = { ledger: bigint; transfer: bigint }

/** What each public network demands. */
export const minimumsOf = {
  mainnet: { ledger: parseEther('3'), transfer: parseEther('1') },
  testnet: { ledger: parseEther('0.1'), transfer: parseEther('0.01') },
} as const satisfies Readonly<Record<string, Minimums>>

/** The contracts of the v1 protocol, registered under the name that both public networks use; without a fine-tuning service. */
export const createV1Set = ({ ledger, transfer }: Minimums): ContractSet => ({
  ledger: {
    abi: v1LedgerManagerAbi,
    bytecode: v1LedgerManagerBytecode,
    constructed: [ledger, transfer],
    initialize: (_, { owner }) => [owner],
  },
  inference: {
    abi: v1InferenceServingAbi,
    bytecode: v1InferenceServingBytecode,
    constructed: [],
    initialize: (contracts, { owner, lockTime }) => [lockTime, contracts.ledger, owner],
  },
  later: [
    {
      contract: 'ledger',
      functionName: 'registerService',
      args: ({ inference }) => ['inference', 'v1.0', inference, 'inference serving service v1.0'],
    },
    { contract: 'ledger', functionName: 'setRecommendedService', args: () => ['inference', 'v1.0'] },
  ],
})
