import { setTimeout as wait } from 'node:timers/promises'
import type { Fault } from './faults.js'
import { ProviderRejection } from './rejection.js'

/** Does what a fault says before a request is even looked at. Ends early, with an error, when the client leaves. */
export async function misbehave(fault: Fault | null, signal: AbortSignal): Promise<void> {
  if (fault?.kind === 'unavailable') throw new ProviderRejection('the service is unavailable', 503)
  if (fault?.kind === 'latency') await wait(fault.ms, undefined, { signal })
  if (fault?.kind === 'hang') {
    await new Promise((_, reject) =>
      signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
    )
  }
}
