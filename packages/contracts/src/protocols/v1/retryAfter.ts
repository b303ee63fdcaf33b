const unitsInMs: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1_000, ms: 1 }

/** How long a provider's text says to wait, in milliseconds: "wait 7 seconds", or "try again in 1m30.5s"; null where it doesn't. */
export function readRetryAfter(text: string): number | null {
  const [, seconds] = /\bwait (\d+) seconds?\b/.exec(text) ?? []
  if (seconds !== undefined) return Number(seconds) * 1_000
  const [, duration] = /\btry again in ((?:\d+(?:\.\d+)?(?:h|ms|m|s))+)/.exec(text) ?? []
  if (duration === undefined) return null
  const parts = [...duration.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s)/g)]
  return Math.ceil(
    parts.reduce((sum, [, value, unit = '']) => sum + Number(value) * (unitsInMs[unit] ?? 0), 0),
  )
}
