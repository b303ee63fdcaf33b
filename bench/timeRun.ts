/** Microseconds of one run: the mean over at least so many milliseconds. */
export function timeRun(run: () => unknown, leastMs: number): number {
  const started = performance.now()
  let count = 0
  for (;;) {
    run()
    count += 1
    const spent = performance.now() - started
    if (spent > leastMs) return (spent * 1000) / count
  }
}
