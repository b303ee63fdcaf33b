/**
 * Microseconds of the processor for one run: the mean over at least so many milliseconds of it. Programs that share the machine disturb that less
 * than what the clock says.
 */
export function timeRun(run: () => unknown, leastMs: number): number {
  const before = process.cpuUsage()
  const started = performance.now()
  for (let count = 1; ; count += 1) {
    run()
    // The clock is cheap to read and never behind.
    if (performance.now() - started < leastMs) continue
    const { user, system } = process.cpuUsage(before)
    if (user + system >= leastMs * 1000) return (user + system) / count
  }
}
