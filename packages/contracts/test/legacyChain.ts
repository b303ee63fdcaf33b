import { getContract } from 'viem'
import {
  legacyInferenceServingBytecode,
  legacyLedgerManagerBytecode,
} from '../../devnet/src/artifacts/legacy.js'
import { legacyInferenceServingAbi } from '../src/generated/legacy/inferenceServing.js'
import { legacyLedgerManagerAbi } from '../src/generated/legacy/ledgerManager.js'
import { day, owner, startChain, zero } from './chain.js'

/** A chain with the contracts of autumn 2025. */
export async function startLegacyChain() {
  const chain = await startChain()
  const client = { public: chain.publicClient, wallet: chain.walletClient }
  const ledger = getContract({
    address: await chain.deployProxy(legacyLedgerManagerAbi, legacyLedgerManagerBytecode),
    abi: legacyLedgerManagerAbi,
    client,
  })
  const inference = getContract({
    address: await chain.deployProxy(legacyInferenceServingAbi, legacyInferenceServingBytecode),
    abi: legacyInferenceServingAbi,
    client,
  })
  await chain.mine(ledger.write.initialize([inference.address, zero, owner.address], { account: owner }))
  await chain.mine(inference.write.initialize([day, ledger.address, owner.address], { account: owner }))
  await chain.keep()
  return { ...chain, ledger, inference }
}

export type LegacyChain = Awaited<ReturnType<typeof startLegacyChain>>
