import { InsufficientBalanceError, SubAccountNotFoundError } from '@zg/contracts'
import type { pause } from '@zg/contracts/read'
import { BaseError } from '@zg/core'
import type { Address } from 'viem'
import { ProviderBusyError, SessionNotYetKnownError } from '../../errors.js'
import type { Failure, Link, Outcome, Outgoing, Send } from './link.js'

type Options = {
  provider: Address
  /** Asked once for each request that is short of funds: whether money came, so that trying again makes sense. Without it none comes. */
  onShortOfFunds: ((error: BaseError, provider: Address) => Promise<boolean>) | undefined
  /** Milliseconds. */
  wait: typeof pause
  /** Where the provider has too much to do, or fails before it answers. */
  mostTries: number
}

const firstPauseMs = 500
/** Waits no longer than that for a provider that says when it has time. */
const mostPauseMs = 60_000
/** Between two questions whether a provider has seen that all sessions were revoked. */
const revocationPauseMs = 2_000

/**
 * Tries again what may end better and can't have been billed: with a fresh session where one was over, once; with money where some came, once;
 * where a provider is busy, when it says; where it failed, after a moment. All in front of the answer's first byte: an answer is never asked for twice.
 */
export const retry =
  ({ provider, onShortOfFunds, wait, mostTries }: Options): Link =>
  (next) =>
  async (request) => {
    const used = { renewal: false, funds: false }
    const attempt = () => attemptOf(next, request)
    const bringsMoney = async (error: BaseError) => {
      if (used.funds || !onShortOfFunds) return false
      used.funds = true
      try {
        return await onShortOfFunds(error, provider)
      } catch (cause) {
        // Why no money came says more than that it is missing.
        if (BaseError.is(cause)) return cause
        throw cause
      }
    }
    let outcome = await attempt()
    for (let tries = 1, revocationMs = 0; 'failure' in outcome; ) {
      const { failure } = outcome
      if (failure.mayBeBilled) return outcome
      if (failure.retry === 'again' && !used.renewal) used.renewal = true
      else if (isShortOfFunds(failure)) {
        const brought = await bringsMoney(failure.error)
        if (typeof brought === 'object') return { failure: { ...failure, kind: 'funds', error: brought } }
        if (!brought) return outcome
      } else {
        const isRevocation = failure.retry === 'later' && mostTries > 1
        const ms = isRevocation
          ? pauseOfRevocation(failure, revocationMs)
          : tries < mostTries
            ? pauseOf(failure, tries)
            : null
        if (ms === null) return outcome
        if (isRevocation) revocationMs += ms
        else tries += 1
        await wait(ms, request.signal)
      }
      if (request.signal?.aborted) return { aborted: { reason: request.signal.reason, mayBeBilled: false } }
      outcome = await attempt()
    }
    return outcome
  }

const isShortOfFunds = ({ kind, error }: Failure): boolean =>
  kind === 'funds' || error instanceof InsufficientBalanceError || error instanceof SubAccountNotFoundError

/** Waits for as long as the last provider takes to see a revocation. */
const pauseOfRevocation = ({ error }: Failure, waitedMs: number): number | null =>
  error instanceof SessionNotYetKnownError && waitedMs < error.waitMs ? revocationPauseMs : null

/** Milliseconds until another attempt makes sense; null where none does. */
function pauseOf({ kind, error }: Failure, tries: number): number | null {
  const usual = firstPauseMs * 2 ** (tries - 1)
  if (error instanceof ProviderBusyError) {
    const ms = error.retryAfterMs ?? usual
    return ms <= mostPauseMs ? ms : null
  }
  return kind === 'provider' || kind === 'network' ? usual : null
}

/** One attempt; what kept it here is a failure like any other. */
export async function attemptOf(send: Send, request: Outgoing): Promise<Outcome> {
  try {
    return await send(request)
  } catch (error) {
    if (request.signal?.aborted) return { aborted: { reason: request.signal.reason, mayBeBilled: false } }
    if (!(error instanceof BaseError)) throw error
    return { failure: { kind: 'own', error, mayBeBilled: false, retry: 'never' } }
  }
}
