import { legacyInferenceServingAbi, legacyLedgerManagerAbi } from '@zg/contracts'
import { zeroAddress } from 'viem'
import { legacyInferenceServingBytecode, legacyLedgerManagerBytecode } from '../artifacts/legacy.js'
import type { ContractSet } from './deploy.js'

/** The contracts of the legacy protocol, without a fine-tuning service. */
export const legacySet: ContractSet = {
  ledger: {
    abi: legacyLedgerManagerAbi,
    bytecode: legacyLedgerManagerBytecode,
    constructed: [],
    initialize: ({ inference }, { owner }) => [inference, zeroAddress, owner],
  },
  inference: {
    abi: legacyInferenceServingAbi,
    bytecode: legacyInferenceServingBytecode,
    constructed: [],
    initialize: ({ ledger }, { owner, lockTime }) => [lockTime, ledger, owner],
  },
  later: [],
}
