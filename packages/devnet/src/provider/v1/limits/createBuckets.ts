const mostKeys = 10_000

/**
 * Buckets that refill with time, one for each key: what bounds a rate and allows a burst.
 *
 * A key that nobody used for long has a full bucket, and is forgotten when there are very many.
 */
export function createBuckets({
  perSecond,
  burst,
  now,
}: {
  perSecond: number
  burst: number
  now: () => number
}) {
  const buckets = new Map<string, { level: number; at: number }>()
  const levelOf = (key: string): number => {
    const bucket = buckets.get(key)
    return bucket ? Math.min(burst, bucket.level + ((now() - bucket.at) / 1_000) * perSecond) : burst
  }
  const spend = (key: string, amount: number): void => {
    const level = levelOf(key) - amount
    if (buckets.size >= mostKeys) {
      for (const other of buckets.keys()) if (levelOf(other) >= burst) buckets.delete(other)
    }
    buckets.set(key, { level, at: now() })
  }

  return {
    /** Takes one; false when there is none. */
    take: (key: string): boolean => {
      if (levelOf(key) < 1) return false
      spend(key, 1)
      return true
    },
    /** Takes what was used, even if it is more than there is. */
    spend,
    hasAny: (key: string): boolean => levelOf(key) > 0,
    remaining: (key: string): number => Math.max(Math.floor(levelOf(key)), 0),
    /** Until an overdrawn bucket is empty again. */
    secondsToWait: (key: string): number => Math.max(-levelOf(key), 0) / perSecond,
  }
}

export type Buckets = ReturnType<typeof createBuckets>
