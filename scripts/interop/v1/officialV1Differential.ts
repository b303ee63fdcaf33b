import assert from 'node:assert/strict'
import { v1InferenceServingAbi, v1LedgerManagerAbi } from '@zg/contracts'
import { parseEther } from 'viem'
import {
  v1InferenceServingBytecode,
  v1LedgerManagerBytecode,
} from '../../../packages/devnet/src/artifacts/v1.js'
import { createSteps } from '../steps.js'
import { createPair, type Pair } from './differential/createPair.js'
import { runEdges } from './differential/runEdges.js'
import { runRandom } from './differential/runRandom.js'
import { type Artifacts, officialContracts } from './officialContracts.js'

const ours: Artifacts = {
  ledger: {
    abi: v1LedgerManagerAbi,
    bytecode: v1LedgerManagerBytecode,
    args: [parseEther('3'), parseEther('1')],
  },
  inference: { abi: v1InferenceServingAbi, bytecode: v1InferenceServingBytecode, args: [] },
}
/** Declared by the contracts and thrown by neither. */
const unused = ['InvalidServiceType', 'ServiceNotRegistered', 'InvalidTEESignature']

/**
 * Our contracts beside the official bytecode: the same calls on both must return, revert, log and leave the same bytes.
 * `ZG_INTEROP_RUNS` and `ZG_INTEROP_SEED` choose how many random histories, and which.
 */
export async function officialV1Differential(): Promise<number> {
  const official = officialContracts()
  const { step, passed } = createSteps('zg contracts (v1) beside the official bytecode')
  const seed = Number(process.env.ZG_INTEROP_SEED ?? Date.now() % 1_000_000)
  const runs = Number(process.env.ZG_INTEROP_RUNS ?? 40)
  const met = new Set<string>()
  const onPair = async (run: (pair: Pair) => Promise<void>) => {
    const pair = await createPair({ official, ours })
    try {
      await run(pair)
      for (const name of pair.reverts) met.add(name)
      return pair.calls()
    } finally {
      await pair.stop()
    }
  }

  const edges = await step('edges', () => onPair((pair) => runEdges(pair, official)))
  const random = await step(`random histories from seed ${seed}`, () =>
    onPair((pair) => runRandom(pair, official, { seed, runs })),
  )
  await step(`${edges + random} calls met every error of both contracts`, async () => {
    const all = [...official.ledger.abi, ...official.inference.abi]
    const missing = all.flatMap((item) =>
      item.type === 'error' && !met.has(item.name) && !unused.includes(item.name) ? [item.name] : [],
    )
    assert.deepEqual(missing, [])
  })
  return passed()
}
