import type { Service } from '@zg/contracts'
import { UnprovenError } from '../../connection/errors.js'
import type { ProviderVerifier } from '../../connection/prove.js'
import type { Link } from './link.js'

/** Sends nothing to a provider whose hardware isn't proven. */
export const requireProven =
  ({ service, verifier }: { service: Service; verifier: ProviderVerifier }): Link =>
  (next) =>
  async (request) => {
    const report = await verifier.verifyProvider(service)
    if (report.verdict === 'verified') return next(request)
    const error = new UnprovenError({ provider: service.provider, report })
    return { failure: { kind: 'proof', error, mayBeBilled: false, retry: 'never' } }
  }
