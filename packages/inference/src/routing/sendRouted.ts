import type { Service } from '@zg/contracts'
import type { pause } from '@zg/contracts/read'
import { utf8ToBytes } from '@zg/core'
import type { Address } from 'viem'
import { AnswerLostError, NoProviderError } from '../connection/errors.js'
import { isModel } from '../discovery/filter.js'
import type { Failure, Outcome, Outgoing, Send } from '../http/links/link.js'
import { BudgetExceededError, ProviderQuarantinedError, UnboundedRequestError } from '../metering/errors.js'
import type { Lane } from './lane.js'

type Parts = {
  /** The providers that fit, the one to ask first in front. */
  lanes: () => Promise<readonly Lane[]>
  model: string | undefined
  wait: typeof pause
}

/** Waits no longer than that for the first provider to have time. */
const mostWaitMs = 60_000
/** Goes through the providers at most so often. */
const mostRounds = 2

/**
 * Asks one provider after the other until one answers. The caller's own fault goes back to the caller; a provider's fault, a lost connection, a short
 * sub-account or a session that isn't taken move on; a busy provider is asked again when it said. Once an answer has begun, nothing moves on.
 */
export function sendRouted({ lanes, model, wait }: Parts): Send {
  const round = async (request: Outgoing, failures: Map<Address, Failure>): Promise<Outcome | null> => {
    for (const lane of await lanes()) {
      if (lane.readyIn() !== 0) continue
      const outcome = await lane.send(withModel(request, lane.service))
      if (!('failure' in outcome) || isFinal(outcome.failure)) return outcome
      failures.set(lane.service.provider, outcome.failure)
      if (request.signal?.aborted) return { aborted: { reason: request.signal.reason, mayBeBilled: false } }
    }
    return null
  }
  return async (request) => {
    const failures = new Map<Address, Failure>()
    for (let rounds = 1; ; rounds += 1) {
      const outcome = await round(request, failures)
      if (outcome) return outcome
      const ms = soonest(await lanes())
      // Those that answered with an error have had their turn: only a busy one is worth another.
      const isWorthWaiting = ms !== null && ms > 0 && ms <= mostWaitMs && rounds < mostRounds
      if (!isWorthWaiting)
        return { failure: summary(failures, { model, lanes: await lanes(), retryAfterMs: ms ?? undefined }) }
      await wait(ms, request.signal)
      if (request.signal?.aborted) return { aborted: { reason: request.signal.reason, mayBeBilled: false } }
    }
  }
}

/** Milliseconds until one that was not asked may be asked; null where there is none. */
function soonest(lanes: readonly Lane[]): number | null {
  const waits = lanes.map((lane) => lane.readyIn()).filter((ms) => ms !== null && ms > 0)
  return waits.length === 0 ? null : Math.min(...waits.map(Number))
}

/** What another provider wouldn't change, or what may not be asked of another. */
function isFinal({ kind, error, mayBeBilled }: Failure): boolean {
  if (kind === 'request' || error instanceof UnboundedRequestError) return true
  if (error instanceof BudgetExceededError) return error.scope !== 'perProvider'
  if (error instanceof ProviderQuarantinedError) return false
  // Its first byte came, so that it is an answer, though no good one.
  if (error instanceof AnswerLostError) return error.began
  // Answered, but not proven, or not written down here.
  return (kind === 'proof' || kind === 'own') && mayBeBilled
}

/** The model as this provider names it, where the request means the same. */
function withModel(request: Outgoing, { model }: Service): Outgoing {
  const { fields } = request
  const asked = fields?.model
  if (typeof asked !== 'string' || asked === model || !isModel(model, asked)) return request
  const renamed = { ...fields, model }
  return { ...request, fields: renamed, body: new Uint8Array(utf8ToBytes(JSON.stringify(renamed))) }
}

type Seen = { model: string | undefined; lanes: readonly Lane[]; retryAfterMs: number | undefined }

/** What a caller gets when nobody answered: the one failure there was, or all of them. */
function summary(failures: ReadonlyMap<Address, Failure>, { model, lanes, retryAfterMs }: Seen): Failure {
  const [first, ...others] = failures.values()
  const isOne = first !== undefined && others.every(({ error }) => error.name === first.error.name)
  if (isOne && failures.size === lanes.length) return first
  const reasons = lanes.map((lane) => {
    const { provider, state } = lane.status()
    return { provider, reason: failures.get(provider)?.error.shortMessage ?? `It is ${state}.` }
  })
  const mayBeBilled = [...failures.values()].some((failure) => failure.mayBeBilled)
  return {
    kind: 'provider',
    error: new NoProviderError({ model, reasons, retryAfterMs }),
    mayBeBilled,
    retry: 'never',
  }
}
