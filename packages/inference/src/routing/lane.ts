import type { Service } from '@zg/contracts'
import { BaseError, type Report } from '@zg/core'
import {
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhenResult,
  isBrokenCircuitError,
} from 'cockatiel'
import type { Address } from 'viem'
import { NoProviderError, UnprovenError } from '../connection/errors.js'
import type { Exchange, Proof } from '../connection/exchange.js'
import type { Line } from '../connection/openLine.js'
import type { DetailedService } from '../discovery/addDetail.js'
import type { Health } from '../discovery/health.js'
import { ProviderBusyError } from '../errors.js'
import type { Failure, Outcome, Outgoing } from '../http/links/link.js'

/** After so many faults in a row a provider is left alone, and tried with one request after the pause. */
const faultsInRow = 3
const restMs = 10_000
const usualBusyMs = 1_000
/** How much the latest measurement counts. */
const weight = 0.3

/** How a provider stands with a route. */
export type LaneStatus = {
  provider: Address
  model: string
  /** `resting` after faults in a row, `busy` until the time that it named, `quarantined` since something wasn't proven. */
  state: 'ready' | 'resting' | 'busy' | 'quarantined'
  /** Milliseconds until an answer begins, the latest counting most; null until it was measured. */
  latencyMs: number | null
  /** As the network's status API has it; null where it wasn't asked or doesn't say. */
  health: Health | null
}

/** One provider of a route: its line, and what was learnt of it. */
export type Lane = {
  service: Service | DetailedService
  /** The line, once it was opened. */
  line: () => Line | null
  send: (request: Outgoing) => Promise<Outcome>
  prove: (exchange: Exchange) => Promise<Proof>
  status: () => LaneStatus
  /** Milliseconds until it may be asked; null for one that may not. */
  readyIn: () => number | null
}

type Parts = {
  service: Service | DetailedService
  open: () => Promise<Line>
  /** Whose proof failed, and how: it counts whatever the provider offers from then on. */
  quarantines: Map<Address, Report>
  /** Milliseconds since the epoch. */
  now: () => number
}

export function createLane({ service, open, quarantines, now }: Parts): Lane {
  const breaker = circuitBreaker(
    handleWhenResult((outcome) => isFault(outcome)),
    { halfOpenAfter: restMs, breaker: new ConsecutiveBreaker(faultsInRow) },
  )
  let line: Line | null = null
  let latencyMs: number | null = null
  let restingUntil = 0
  let busyUntil = 0
  breaker.onBreak(() => {
    restingUntil = now() + restMs
  })

  const learn = (outcome: Outcome, tookMs: number) => {
    if ('answer' in outcome)
      latencyMs = latencyMs === null ? tookMs : latencyMs * (1 - weight) + tookMs * weight
    if (!('failure' in outcome)) return
    const { failure } = outcome
    if (failure.kind === 'busy') busyUntil = now() + busyMs(failure)
    const report = failure.kind === 'proof' ? reportOf(failure) : null
    if (report) quarantines.set(service.provider, report)
  }
  const attempt = async (request: Outgoing): Promise<Outcome> => {
    try {
      line ??= await open()
    } catch (error) {
      if (!BaseError.is(error)) throw error
      return { failure: { kind: 'own', error, mayBeBilled: false, retry: 'never' } }
    }
    const start = performance.now()
    const outcome = await line.send(request)
    learn(outcome, performance.now() - start)
    return outcome
  }
  const isResting = () =>
    breaker.state === CircuitState.HalfOpen || (breaker.state === CircuitState.Open && now() < restingUntil)

  return {
    service,
    line: () => line,
    send: async (request) => {
      try {
        return await breaker.execute(() => attempt(request))
      } catch (error) {
        // Another request was first to find out that it has to rest.
        if (!isBrokenCircuitError(error)) throw error
        const { provider, model } = service
        const resting = new NoProviderError({ model, reasons: [{ provider, reason: 'It is resting.' }] })
        return { failure: { kind: 'busy', error: resting, mayBeBilled: false, retry: 'never' } }
      }
    },
    prove: async (exchange) => {
      if (!line) throw new Error('unreachable: an exchange comes over a line')
      const proof = await line.prove(exchange)
      if (proof.report.verdict === 'failed') quarantines.set(service.provider, proof.report)
      return proof
    },
    status: () => ({
      ...{ provider: service.provider, model: service.model, latencyMs },
      state: quarantines.has(service.provider)
        ? 'quarantined'
        : isResting()
          ? 'resting'
          : now() < busyUntil
            ? 'busy'
            : 'ready',
      health: 'health' in service ? service.health : null,
    }),
    readyIn: () => {
      if (quarantines.has(service.provider)) return null
      return Math.max(busyUntil - now(), isResting() ? Math.max(restingUntil - now(), 1) : 0, 0)
    },
  }
}

/** The provider's own fault, or the way to it. The caller's, money and sessions say nothing of a provider. */
function isFault(outcome: unknown): boolean {
  if (typeof outcome !== 'object' || outcome === null || !('failure' in outcome)) return false
  const { failure } = outcome
  const kind = typeof failure === 'object' && failure !== null && 'kind' in failure ? failure.kind : null
  return kind === 'provider' || kind === 'network' || kind === 'proof'
}

const busyMs = ({ error }: Failure): number =>
  error instanceof ProviderBusyError ? (error.retryAfterMs ?? usualBusyMs) : usualBusyMs

const reportOf = ({ error }: Failure): Report | null => (error instanceof UnprovenError ? error.report : null)
