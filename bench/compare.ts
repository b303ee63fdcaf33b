import { median } from './median.js'

/** One operation, as two sides do it. */
export type Pair = { name: string; ours: () => unknown; theirs: () => unknown }

const rounds = 9

/** Times both sides in turn, round by round in one process, and gives the medians in microseconds and of their ratio. */
export function compare({ name, ours, theirs }: Pair) {
  const samples = Array.from({ length: rounds + 1 }, () => ({
    ours: time(ours),
    theirs: time(theirs),
  })).slice(1)
  return {
    name,
    ours: median(samples.map((sample) => sample.ours)),
    theirs: median(samples.map((sample) => sample.theirs)),
    ratio: median(samples.map((sample) => sample.theirs / sample.ours)),
  }
}

/** Microseconds of one run, the mean over at least 20 ms. */
function time(run: () => unknown): number {
  const started = performance.now()
  let count = 0
  for (;;) {
    run()
    count += 1
    const spent = performance.now() - started
    if (spent > 20) return (spent * 1000) / count
  }
}
