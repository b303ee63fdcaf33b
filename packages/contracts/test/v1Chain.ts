import { getContract, type Hex, parseEther } from 'viem'
import { officialContracts } from '../../../scripts/interop/v1/officialContracts.js'
import { v1InferenceServingBytecode, v1LedgerManagerBytecode } from '../../devnet/src/artifacts/v1.js'
import { v1InferenceServingAbi } from '../src/generated/v1/inferenceServing.js'
import { v1LedgerManagerAbi } from '../src/generated/v1/ledgerManager.js'
import { day, owner, startChain } from './chain.js'

export const og = parseEther('1')
export const serviceName = 'inference-v1.0'

/** A chain with today's contracts and mainnet's minimums, the inference contract registered and recommended. */
export async function startV1Chain() {
  const chain = await startChain()
  const client = { public: chain.publicClient, wallet: chain.walletClient }
  const bytecode = bytecodes()
  const ledger = getContract({
    address: await chain.deployProxy(v1LedgerManagerAbi, bytecode.ledger, [3n * og, og]),
    abi: v1LedgerManagerAbi,
    client,
  })
  const inference = getContract({
    address: await chain.deployProxy(v1InferenceServingAbi, bytecode.inference),
    abi: v1InferenceServingAbi,
    client,
  })
  const account = owner
  await chain.mine(ledger.write.initialize([owner.address], { account }))
  await chain.mine(inference.write.initialize([day, ledger.address, owner.address], { account }))
  await chain.mine(
    ledger.write.registerService(['inference', 'v1.0', inference.address, 'A description'], { account }),
  )
  await chain.mine(ledger.write.setRecommendedService(['inference', 'v1.0'], { account }))
  await chain.keep()
  return { ...chain, ledger, inference, bytecode }
}

export type V1Chain = Awaited<ReturnType<typeof startV1Chain>>

/**
 * Creation code of both contracts: ours, or with `ZG_CONTRACTS=official` the network's own out of the official package.
 * The tests say the same of both.
 */
function bytecodes(): { ledger: Hex; inference: Hex } {
  if (process.env.ZG_CONTRACTS !== 'official') {
    return { ledger: v1LedgerManagerBytecode, inference: v1InferenceServingBytecode }
  }
  const { ledger, inference } = officialContracts()
  return { ledger: ledger.bytecode, inference: inference.bytecode }
}
