import { setTimeout as wait } from 'node:timers/promises'
import { ProviderRejection, refuse } from '../rejection.js'
import type { Faults } from './createFaults.js'

/**
 * Does what a fault says before a request is even looked at: waits, or refuses it by throwing a `ProviderRejection`. Ends early, with an error,
 * when the client leaves. True when the connection is to be reset instead of an answer.
 */
export async function misbehave(
  faults: Faults,
  { signal, isPaid }: { signal: AbortSignal; isPaid: boolean },
): Promise<boolean> {
  const fault = faults.take('arrival')
  if (fault?.kind === 'unavailable') throw new ProviderRejection('the service is unavailable', 503)
  if (fault?.kind === 'latency') await wait(fault.ms, undefined, { signal })
  if (fault?.kind === 'hang') {
    await new Promise((_, reject) =>
      signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
    )
  }
  const instead = isPaid ? faults.take('payment') : null
  if (instead?.kind === 'rateLimited') {
    const headers = { 'retry-after': String(instead.retryAfter ?? 1) }
    throw new ProviderRejection('Too many requests. Please try again later.', 429, { headers })
  }
  if (instead?.kind === 'paymentRequired') {
    const message = 'Insufficient balance. Please top up your account.'
    const error = { message, type: 'insufficient_quota', code: 'insufficient_balance' }
    throw new ProviderRejection(message, 402, { body: { error } })
  }
  if (instead?.kind === 'sessionExpired') throw refuse('validate session', 'session token expired')
  return instead?.kind === 'reset'
}
