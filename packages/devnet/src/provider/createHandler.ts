import { Hono } from 'hono'
import type { Address } from 'viem'
import type { Fault } from './faults.js'
import { misbehave } from './misbehave.js'
import { ProviderRejection } from './rejection.js'

/**
 * The provider as a function from request to response: routes, faults, refusals as JSON, and the headers that every answer has.
 * Paths match in any case, as the network's providers lower them first.
 */
export function createHandler({
  address,
  addRoutes,
  readFault,
}: {
  address: Address
  addRoutes: (app: Hono) => void
  readFault: () => Fault | null
}): (request: Request) => Promise<Response> {
  const app = new Hono({ getPath: ({ url }) => new URL(url).pathname.toLowerCase() })
  app.use(async ({ req }, next) => {
    await misbehave(readFault(), req.raw.signal)
    await next()
  })
  app.options('*', (context) => context.body(null, 204))
  addRoutes(app)
  app.notFound(() => toResponse(new ProviderRejection('Provider: not found', 404)))
  app.onError(toResponse)

  return async (request) => {
    const answer = await app.fetch(request)
    answer.headers.set('provider', address)
    answer.headers.set('access-control-allow-origin', '*')
    answer.headers.set('access-control-allow-headers', '*')
    answer.headers.set('access-control-allow-methods', '*')
    answer.headers.set('access-control-expose-headers', 'Provider,content-encoding')
    return answer
  }
}

/** A defect says only its kind: what it says otherwise may hold anything. */
function toResponse(error: Error): Response {
  const { message, status } =
    error instanceof ProviderRejection ? error : { message: `Provider: ${error.name}`, status: 500 }
  return Response.json({ error: message }, { status })
}
