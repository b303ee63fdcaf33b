/**
 * A clock in milliseconds since the epoch that never goes back: where the machine's is set back, time passes as before. `elapsed` is a
 * count of milliseconds that nobody can set.
 */
export function steadyClock({
  now = Date.now,
  elapsed = () => performance.now(),
}: {
  now?: () => number
  elapsed?: () => number
} = {}): () => number {
  let time = Number.NEGATIVE_INFINITY
  let readAt = elapsed()
  return () => {
    const reading = elapsed()
    time = Math.max(now(), time + reading - readAt)
    readAt = reading
    return Math.floor(time)
  }
}
