import type { Manners } from '../manners.js'
import { ProviderRejection } from '../rejection.js'

/**
 * The HTTP manners of today's network: any page may ask with its credentials, refusals name the stage that failed, and a
 * defect says nothing of itself.
 */
export const v1Manners: Manners = {
  pathOf: (pathname) => {
    const path = pathname.toLowerCase().replace(/^\/v1\/proxy(\/v1)?(?=\/|$)/, '/v1/proxy')
    return path.length > 1 ? path.replace(/\/+$/, '') : path
  },
  describe: (error) =>
    error instanceof ProviderRejection
      ? { body: error.body ?? { error: error.message }, status: error.status, headers: error.headers }
      : { body: { error: 'Internal Server Error' }, status: 500 },
  headersFor: ({ url, headers }) => {
    const origin = headers.get('origin')
    if (origin === null) return {}
    const isProxy = v1Manners.pathOf(new URL(url).pathname).startsWith('/v1/proxy/')
    return {
      'access-control-allow-origin': origin,
      'access-control-allow-credentials': 'true',
      'access-control-allow-headers': 'Content-Type, Authorization, X-Requested-With, Accept, Origin',
      'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS',
      'access-control-expose-headers': isProxy
        ? 'ZG-Res-Key, Provider, Content-Type, Content-Encoding'
        : 'ZG-Res-Key, Retry-After',
      vary: 'Origin',
    }
  },
}
