/**
 * What a provider bounds: nothing, or what the network's providers bound. An object is the network's limits with other numbers for one
 * user's minute; null for no bound.
 */
export type LimitOptions =
  | 'off'
  | 'network'
  | {
      requestsPerMinute?: number | null
      tokensPerMinute?: number | null
      imagesPerMinute?: number | null
    }

/** What the network's providers bound, unless their owner says otherwise. */
export const networkLimits = {
  /** Of one IP address, of the proxy. */
  proxy: { perSecond: 15, burst: 20 },
  proxyConcurrent: 20,
  /** Of one IP address, of everything else. */
  other: { perSecond: 10, burst: 20 },
  /** Of one IP address, of the images that need no session. */
  images: { perSecond: 2, burst: 30 },
  userConcurrent: 5,
  requestsPerMinute: 30,
  requestBurst: 5,
} as const

/** Ten seconds' worth of a minute's bound may be used at once. */
export const burstOf = (perMinute: number): number => Math.max(Math.floor(perMinute / 6), 1)
