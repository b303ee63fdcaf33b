import fc from 'fast-check'
import { type Hex, hexToBigInt, numberToHex } from 'viem'
import type { Artifacts } from '../officialContracts.js'
import { owner, providers, teeAccount, users } from './actors.js'
import { callDrafts, resolveCall } from './callDrafts.js'
import { createHands } from './createHands.js'
import type { Pair } from './createPair.js'

const og = 10n ** 18n

/**
 * Random histories, each on the same beginning: three ledgers, two acknowledged services, a few sub-accounts. On a difference the shortest
 * history that shows it is thrown, with the seed that finds it again.
 */
export async function runRandom(
  pair: Pair,
  artifacts: Artifacts,
  { seed, runs }: { seed: number; runs: number },
): Promise<void> {
  await begin(pair, artifacts)
  const { call } = createHands(pair, artifacts)
  const snapshot = async () => {
    const [[id]] = await pair.control({ method: 'evm_snapshot', params: [] })
    return id
  }
  let last = await snapshot()
  const steps = fc.oneof(
    { weight: 20, arbitrary: callDrafts(artifacts) },
    { weight: 1, arbitrary: fc.constantFrom(1, 3_600, 86_400, 604_800) },
  )
  const property = fc
    .asyncProperty(fc.array(steps, { minLength: 1, maxLength: 60, size: 'max' }), async (history) => {
      for (const step of history) {
        if (typeof step !== 'number') await pair.run(step.call.name, await resolveCall(step, pair.state))
        else await wait(pair, step)
      }
      // Whatever came before, money can go home.
      for (const user of users) await call('ledger', user)('retrieveFund', [providers, 'inference-v1.0'])
    })
    .beforeEach(async () => {
      await pair.control({ method: 'evm_revert', params: [last] })
      last = await snapshot()
    })
  await fc.assert(property, { seed, numRuns: runs })
}

async function wait(pair: Pair, seconds: number): Promise<void> {
  const [[block]] = await pair.control({ method: 'eth_getBlockByNumber', params: ['latest', false] })
  const { timestamp } = block as { timestamp: Hex }
  const next = numberToHex(hexToBigInt(timestamp) + BigInt(seconds))
  await pair.control({ method: 'evm_setNextBlockTimestamp', params: [next] })
  await pair.control({ method: 'evm_mine', params: [] })
}

async function begin(pair: Pair, artifacts: Artifacts): Promise<void> {
  const { call } = createHands(pair, artifacts)
  for (const provider of providers) {
    const offer = {
      serviceType: 'chatbot',
      url: 'http://127.0.0.1:1',
      model: 'model-a',
      verifiability: 'TeeML',
      inputPrice: 100n,
      outputPrice: 400n,
      additionalInfo: '{}',
      teeSignerAddress: teeAccount(provider).address,
    }
    await call('inference', provider)('addOrUpdateService', [offer], { value: 100n * og })
    await call('inference', owner)('acknowledgeTEESignerByOwner', [provider])
  }
  for (const user of users) {
    await call('ledger', user)('addLedger', [''], { value: 20n * og })
    await call('ledger', user)('transferFund', [providers[0], 'inference-v1.0', 5n * og])
  }
}
