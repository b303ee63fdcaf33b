import { ProviderRejection } from '../../rejection.js'

const texts = {
  requests: (perMinute: number) =>
    `Rate limit exceeded. Please slow down your request rate (limit: ${perMinute} requests/min).`,
  tokens: (perMinute: number, wait: string) =>
    `Token rate limit exceeded. Please wait ${wait} seconds (limit: ${perMinute} tokens/min).`,
  images: (perMinute: number, wait: string) =>
    `Image rate limit exceeded. Please wait ${wait} seconds (limit: ${perMinute} images/min).`,
}

/** Whether a path speaks Anthropic's form, in which errors look otherwise. */
export const isMessages = (path: string): boolean => path.endsWith('/messages')

/** One user's minute is used up. */
export function rateExceeded(path: string, unit: keyof typeof texts, perMinute: number, wait: number | null) {
  const message = texts[unit](perMinute, (wait ?? 0).toFixed(0))
  const error = { type: 'rate_limit_error', message }
  return new ProviderRejection(message, 429, {
    body: isMessages(path) ? { type: 'error', error } : { error },
  })
}

/** One user asks too much at once. */
export const tooManyConcurrent = (active: number, limit: number) =>
  new ProviderRejection(
    `Too many concurrent requests. You have ${active} active requests (limit: ${limit}). Please wait for some to complete.`,
    429,
  )

/** One user asked too often for models that aren't offered. */
export const blocked = (wait: string) =>
  new ProviderRejection(
    `Rate limit exceeded: too many invalid model requests. Please try again in ${wait}`,
    429,
  )

/** One IP address asks too often. */
export const tooManyRequests = () => new ProviderRejection('Too many requests. Please try again later.', 429)

/** Everybody together asks too much at once. */
export const capacityReached = () =>
  new ProviderRejection('Server is currently processing too many requests. Please try again later.', 503)

export const imageRateExceeded = () =>
  new ProviderRejection('rate limit exceeded on image serve endpoint', 429, {
    headers: { 'retry-after': '1' },
  })
