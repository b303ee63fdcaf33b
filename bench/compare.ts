import { median } from './median.js'
import { timeRun } from './timeRun.js'

/** One operation, as two sides do it. */
export type Pair = { name: string; ours: () => unknown; theirs: () => unknown }

const rounds = 9

/** Times both sides in turn, round by round in one process, and gives the medians in microseconds of the processor and of their ratio. */
export function compare({ name, ours, theirs }: Pair) {
  const samples = Array.from({ length: rounds + 1 }, () => ({
    ours: timeRun(ours, 20),
    theirs: timeRun(theirs, 20),
  })).slice(1)
  return {
    name,
    ours: median(samples.map((sample) => sample.ours)),
    theirs: median(samples.map((sample) => sample.theirs)),
    ratio: median(samples.map((sample) => sample.theirs / sample.ours)),
  }
}
