import { type Abi, decodeErrorResult, type Hex } from 'viem'
import type { Artifacts } from '../officialContracts.js'
import { type Outcome, openSide, type Side, type Transaction } from './openSide.js'
import { createState, readEverything } from './readState.js'
import type { Request } from './rpc.js'

/** The other system did something else. */
export class DifferenceError extends Error {}

/** Two systems side by side: everything is done on both, and whatever they say, log, show or own must be the same bytes. */
export async function createPair({ official, ours }: { official: Artifacts; ours: Artifacts }) {
  const start = BigInt(Math.floor(Date.now() / 1000)) + 100_000n
  const first = await openSide(official, start)
  const second = await openSide(ours, start)
  const both = async <result>(run: (side: Side) => Promise<result>) =>
    [await run(first), await run(second)] as const
  const reverts = new Set<string>()
  let calls = 0

  const compare = async (what: string, run: (side: Side) => Promise<unknown>) => {
    const [theirs, own] = await both(run)
    const [expected, actual] = [JSON.stringify(theirs, null, 1), JSON.stringify(own, null, 1)]
    if (expected !== actual) throw new DifferenceError(`${what}\nofficial: ${expected}\nours:     ${actual}`)
  }

  return {
    state: createState(first, official),
    contracts: first.contracts,
    /** Runs a transaction on both and compares outcome, log and, unless told not to look, the whole state that they show. */
    async run(what: string, transaction: Transaction, { look = true } = {}): Promise<Outcome> {
      let outcome: Outcome | undefined
      calls += 1
      await compare(what, async (side) => {
        const result = await side.run(transaction, { ask: look })
        outcome ??= result
        return name(result, official)
      })
      if (look) await compare(`${what}, what is seen after it`, (side) => readEverything(side, official))
      if (!outcome) throw new Error('unreachable: it ran')
      if (outcome.reverted) reverts.add(nameRevert(outcome.data, official))
      for (const told of outcome.told) reverts.add(nameRevert(told, official))
      return outcome
    },
    /** For the chain itself, such as its clock. */
    control: (...requests: readonly Request[]) => both((side) => side.rpc(requests)),
    /** The reverts met, and how many calls were made. */
    reverts,
    calls: () => calls,
    stop: () => both((side) => side.stop()),
  }
}

export type Pair = Awaited<ReturnType<typeof createPair>>

const name = ({ reverted, data, logs }: Outcome, artifacts: Artifacts) => ({
  reverted,
  data: reverted ? `${nameRevert(data, artifacts)} ${data}` : data,
  logs,
})

/** A revert's name, the same for both contracts; its data where it has none. */
export function nameRevert(data: string, { ledger, inference }: Artifacts): string {
  const errors: Abi = [...ledger.abi, ...inference.abi].filter(({ type }) => type === 'error')
  try {
    const { errorName, args } = decodeErrorResult({ abi: errors, data: data as Hex })
    return errorName === 'Error' || errorName === 'Panic' ? `${errorName}(${args})` : errorName
  } catch {
    return data
  }
}
