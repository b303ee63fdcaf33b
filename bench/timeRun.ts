/**
 * Microseconds of the processor for one run: the mean over at least so many milliseconds of it. Programs that share the machine disturb that less
 * than what the clock says.
 */
export function timeRun(run: () => unknown, leastMs: number): number {
  const before = process.cpuUsage()
  let asked = performance.now()
  for (let count = 1; ; count += 1) {
    run()
    // To ask for the processor's time after every run would cost more than a short one.
    const now = performance.now()
    if (now - asked < leastMs) continue
    asked = now
    const { user, system } = process.cpuUsage(before)
    if (user + system >= leastMs * 1000) return (user + system) / count
  }
}
