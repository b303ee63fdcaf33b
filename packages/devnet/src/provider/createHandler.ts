import { Hono } from 'hono'
import type { Address } from 'viem'
import type { Faults } from './faults/createFaults.js'
import { misbehave } from './faults/misbehave.js'
import { spoilDelivery } from './faults/spoilDelivery.js'
import type { Manners } from './manners.js'
import { ProviderRejection } from './rejection.js'
import type { Connection } from './startServer.js'

/** Where requests go that cost something. */
const paidPaths = /^\/v1\/(proxy|async)\//
/** An answer may have headers of its own that pages may see. */
const exposed = 'access-control-expose-headers'

/** The provider as a function from request to response: routes, faults, refusals as JSON, and the headers that every answer has. */
export function createHandler({
  address,
  addRoutes,
  faults,
  manners,
}: {
  address: Address
  addRoutes: (app: Hono) => void
  faults: Faults
  manners: Manners
}): (request: Request, connection: Connection) => Promise<Response> {
  const app = new Hono({ getPath: ({ url }) => manners.pathOf(new URL(url).pathname) })
  app.options('*', (context) => context.body(null, 204))
  addRoutes(app)
  const toResponse = (error: Error): Response => {
    const { body, status, headers: own = {} } = manners.describe(error)
    const headers = new Headers(own)
    // The rest of such a body is never read, so that nothing else can come on its connection.
    if (status === 413) headers.set('connection', 'close')
    return Response.json(body, { status, headers })
  }
  app.notFound(() => toResponse(new ProviderRejection('not found', 404, { stage: 'handler' })))
  app.onError(toResponse)

  const answerTo = async (request: Request, connection: Connection): Promise<Response> => {
    const { method, signal, url } = request
    if (method === 'OPTIONS') return app.fetch(request)
    const isPaid = method === 'POST' && paidPaths.test(manners.pathOf(new URL(url).pathname))
    if (await misbehave(faults, { signal, isPaid })) {
      connection.reset()
      return new Response()
    }
    const answer = await app.fetch(request)
    const fault = isPaid && answer.status === 200 ? faults.take('delivery') : null
    return fault ? spoilDelivery(answer, fault, connection.breakOff) : answer
  }

  return async (request, connection) => {
    const answer = await answerTo(request, connection).catch(toResponse)
    answer.headers.set('provider', address)
    for (const [name, value] of Object.entries(manners.headersFor(request))) {
      const own = name === exposed ? answer.headers.get(name) : null
      answer.headers.set(name, own === null ? value : `${value}, ${own}`)
    }
    return answer
  }
}
