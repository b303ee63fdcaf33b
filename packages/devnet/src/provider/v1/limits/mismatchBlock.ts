const mostMismatches = 5
const windowMs = 5 * 60_000
const blockMs = 60 * 60_000
const minuteMs = 60_000

/** Blocks for an hour who asks five times for a model that isn't offered, each time within five minutes of the last. */
export function createMismatchBlock({ now }: { now: () => number }) {
  const users = new Map<string, { count: number; last: number; blockedUntil: number }>()

  return {
    record: (user: string): void => {
      const key = user.toLowerCase()
      const known = users.get(key)
      if (known && now() < known.blockedUntil) return
      const isRecent = known !== undefined && now() - known.last <= windowMs
      const count = (isRecent ? known.count : 0) + 1
      users.set(key, { count, last: now(), blockedUntil: count < mostMismatches ? 0 : now() + blockMs })
    },
    /** How long to wait, in the network's words; null for who isn't blocked. */
    find: (user: string): string | null => {
      const left = (users.get(user.toLowerCase())?.blockedUntil ?? 0) - now()
      return left > 0 ? inWords(Math.round(left / minuteMs)) : null
    },
  }
}

function inWords(minutes: number): string {
  if (minutes === 0) return '0s'
  return minutes < 60 ? `${minutes}m0s` : `${Math.floor(minutes / 60)}h${minutes % 60}m0s`
}
