import { median } from '../median.js'
import type { Operation, Stock } from './operations.js'
import type { Side, SideName } from './side.js'
import type { CountingProxy } from './startCountingProxy.js'

type Sample = { ms: number; calls: number; posts: number; provider: number }
export type Measured = { name: string } & Readonly<Record<SideName, Sample>>

/** Runs one operation on both sides in turn, round by round, and gives the medians of time and traffic, each for one time. */
export async function measure(
  operation: Operation,
  {
    sides,
    stock,
    provider,
    rounds,
  }: { sides: readonly Side[]; stock: Stock; provider: CountingProxy; rounds: number },
): Promise<Measured> {
  const samples: Record<SideName, Sample[]> = { zg: [], official: [] }
  // The first round warms the machine up.
  for (let round = 0; round <= rounds; round += 1) {
    for (const side of round % 2 === 0 ? sides : sides.toReversed()) {
      const sample = await takeOne(operation, { side, stock, provider })
      if (round > 0) samples[side.name].push(sample)
    }
  }
  return { name: operation.name, zg: middle(samples.zg), official: middle(samples.official) }
}

async function takeOne(
  { prepare, times = 1 }: Operation,
  { side, stock, provider }: { side: Side; stock: Stock; provider: CountingProxy },
): Promise<Sample> {
  const run = await prepare(side, stock)
  side.rpc.take()
  provider.take()
  const started = performance.now()
  for (let i = 0; i < times; i += 1) await run()
  const ms = (performance.now() - started) / times
  const { calls, requests } = side.rpc.take()
  return { ms, calls: calls / times, posts: requests / times, provider: provider.take().requests / times }
}

const middle = (samples: readonly Sample[]): Sample => ({
  ms: median(samples.map(({ ms }) => ms)),
  calls: median(samples.map(({ calls }) => calls)),
  posts: median(samples.map(({ posts }) => posts)),
  provider: median(samples.map(({ provider }) => provider)),
})
