import type { Buckets } from './createBuckets.js'
import { isMessages } from './tooMany.js'

type Bound = { perMinute: number; buckets: Buckets } | null

/** What is left of a user's minute before this answer's own use, as OpenAI's API says it, or as Anthropic's does on its paths. */
export function rateHeaders({
  path,
  key,
  now,
  ...bounds
}: {
  path: string
  key: string
  now: number
  requests?: Bound
  tokens?: Bound
  images?: Bound
}): Record<string, string> {
  const entries = Object.entries(bounds).flatMap(([unit, bound]) => {
    if (!bound) return []
    const { perMinute, buckets } = bound
    const values = { limit: String(perMinute), remaining: String(buckets.remaining(key)) }
    const wait = buckets.secondsToWait(key)
    return isMessages(path) ? anthropic(unit, values, now + wait * 1_000) : openai(unit, values, wait)
  })
  return Object.fromEntries(entries)
}

type Values = { limit: string; remaining: string }

const openai = (unit: string, values: Values, wait: number): [string, string][] =>
  Object.entries({ ...values, reset: `${wait.toFixed(0)}s` }).map(([what, value]) => [
    `x-ratelimit-${what}-${unit}`,
    value,
  ])

const anthropic = (unit: string, values: Values, resetAt: number): [string, string][] =>
  Object.entries({ ...values, reset: `${new Date(resetAt).toISOString().slice(0, 19)}Z` }).map(
    ([what, value]) => [`anthropic-ratelimit-${unit}-${what}`, value],
  )
