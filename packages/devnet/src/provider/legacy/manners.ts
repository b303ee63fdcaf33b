import type { Manners } from '../manners.js'
import { ProviderRejection } from '../rejection.js'

const prefixes = {
  request: 'Provider proxy: handle proxied service, ',
  response: 'Provider proxy: handle proxied service response, ',
  handler: 'Provider: ',
}

/** The HTTP manners of autumn 2025: any page may ask, and refusals begin with the name of the handler. */
export const legacyManners: Manners = {
  // As the network's providers lower them first.
  pathOf: (pathname) => pathname.toLowerCase(),
  describe: (error) => {
    if (!(error instanceof ProviderRejection))
      return { body: { error: `Provider: ${error.name}` }, status: 500 }
    const { message, stage, status, body, headers } = error
    return { body: body ?? { error: `${stage === null ? '' : prefixes[stage]}${message}` }, status, headers }
  },
  headersFor: () => ({
    'access-control-allow-origin': '*',
    'access-control-allow-headers': '*',
    'access-control-allow-methods': '*',
    'access-control-expose-headers': 'Provider,content-encoding',
  }),
}
