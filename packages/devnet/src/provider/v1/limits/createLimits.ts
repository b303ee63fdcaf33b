import { type ServiceType, unitOf } from '../../serviceType.js'
import { type Buckets, createBuckets } from './createBuckets.js'
import { burstOf, type LimitOptions, networkLimits } from './limitOptions.js'
import { createMismatchBlock } from './mismatchBlock.js'
import { rateHeaders } from './rateHeaders.js'
import { createSlots } from './slots.js'
import {
  blocked,
  capacityReached,
  imageRateExceeded,
  rateExceeded,
  tooManyConcurrent,
  tooManyRequests,
} from './tooMany.js'

/** One user's request: whose, of what service, on what path. */
type UserRequest = { user: string; type: ServiceType; path: string }

/** The IP address that asks, as far as it is told: the server itself listens to one machine only. */
const callerOf = (request: Request): string =>
  request.headers.get('x-forwarded-for')?.split(',')[0]?.trim() || 'local'

/**
 * The network's limits, in the order and with the words of its providers. Everything that is refused throws `ProviderRejection` and
 * leaves nothing to release.
 */
export function createLimits(options: Exclude<LimitOptions, 'off'>, { now }: { now: () => number }) {
  const given = options === 'network' ? {} : options
  const bounded = (perMinute: number | null, burst: number) =>
    perMinute === null
      ? null
      : { perMinute, buckets: createBuckets({ perSecond: perMinute / 60, burst, now }) }
  const {
    requestsPerMinute = networkLimits.requestsPerMinute,
    tokensPerMinute = null,
    imagesPerMinute = null,
  } = given
  const requests = bounded(requestsPerMinute, networkLimits.requestBurst)
  const units = {
    tokens: bounded(tokensPerMinute, burstOf(tokensPerMinute ?? 0)),
    images: bounded(imagesPerMinute, burstOf(imagesPerMinute ?? 0)),
  }
  const proxy = createBuckets({ ...networkLimits.proxy, now })
  const other = createBuckets({ ...networkLimits.other, now })
  const images = createBuckets({ ...networkLimits.images, now })
  const all = createSlots(networkLimits.proxyConcurrent)
  const users = createSlots(networkLimits.userConcurrent)
  const mismatches = createMismatchBlock({ now })
  const takeOrRefuse = (buckets: Buckets, request: Request): void => {
    if (!buckets.take(callerOf(request))) throw tooManyRequests()
  }

  return {
    /** A request to the proxy begins; what is returned ends it. */
    enterProxy: (request: Request): (() => void) => {
      takeOrRefuse(proxy, request)
      const release = all.take('all')
      if (!release) throw capacityReached()
      return release
    },
    /** A request to anything else. */
    enterOther: (request: Request): void => takeOrRefuse(other, request),
    /** A request of somebody known begins; `release` ends it, `headers` go with its answer. */
    enterUser: ({
      user,
      type,
      path,
    }: UserRequest): { release: () => void; headers: Record<string, string> } => {
      const key = user.toLowerCase()
      const unit = unitOf(type)
      const limit = units[unit]
      if (requests && !requests.buckets.take(key))
        throw rateExceeded(path, 'requests', requests.perMinute, null)
      if (limit && !limit.buckets.hasAny(key))
        throw rateExceeded(path, unit, limit.perMinute, limit.buckets.secondsToWait(key))
      const release = users.take(key)
      if (!release) throw tooManyConcurrent(users.count(key), networkLimits.userConcurrent)
      const block = mismatches.find(key)
      if (block !== null) {
        release()
        throw blocked(block)
      }
      return { release, headers: rateHeaders({ path, key, now: now(), requests, [unit]: limit }) }
    },
    /** What an answer used: tokens or images. */
    spend: ({ user, type, amount }: { user: string; type: ServiceType; amount: number }): void =>
      units[unitOf(type)]?.buckets.spend(user.toLowerCase(), amount),
    recordMismatch: (user: string): void => mismatches.record(user),
    enterImages: (): void => {
      // The network goes by the socket here, and all that reach this server come from one machine.
      if (!images.take('local')) throw imageRateExceeded()
    },
  }
}

export type Limits = ReturnType<typeof createLimits>

const free = () => undefined

/** No limits at all. */
export const noLimits: Limits = {
  enterProxy: () => free,
  enterOther: free,
  enterUser: () => ({ release: free, headers: {} }),
  spend: free,
  recordMismatch: free,
  enterImages: free,
}
