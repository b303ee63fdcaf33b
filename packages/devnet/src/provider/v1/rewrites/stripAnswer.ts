/** What an aggregator in between says of itself, of what it pays, and in words of its own. */
const always = new Set([
  'provider',
  'is_byok',
  'cost',
  'cost_details',
  'native_finish_reason',
  'reasoning_details',
])
/** What it fills in where there is nothing to count. */
const whenZero = new Set(['audio_tokens', 'video_tokens', 'image_tokens', 'cache_write_tokens'])
/** What users and tools wrote: their fields may have any name. */
const untouched = new Set(['content', 'arguments'])

/** An answer without the fields that tell of an aggregator, at any depth. */
export function stripAnswer(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(stripAnswer)
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(
    ([key, field]) => !always.has(key) && !(whenZero.has(key) && field === 0),
  )
  return Object.fromEntries(
    kept.map(([key, field]) => [key, untouched.has(key) ? field : stripAnswer(field)]),
  )
}
