import { Hono } from 'hono'
import type { Address } from 'viem'
import type { Fault } from './faults.js'
import type { Manners } from './manners.js'
import { misbehave } from './misbehave.js'
import { ProviderRejection } from './rejection.js'

/** An answer may have headers of its own that pages may see. */
const exposed = 'access-control-expose-headers'

/** The provider as a function from request to response: routes, faults, refusals as JSON, and the headers that every answer has. */
export function createHandler({
  address,
  addRoutes,
  readFault,
  manners,
}: {
  address: Address
  addRoutes: (app: Hono) => void
  readFault: () => Fault | null
  manners: Manners
}): (request: Request) => Promise<Response> {
  const app = new Hono({ getPath: ({ url }) => manners.pathOf(new URL(url).pathname) })
  app.use(async ({ req }, next) => {
    await misbehave(readFault(), req.raw.signal)
    await next()
  })
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

  return async (request) => {
    const answer = await app.fetch(request)
    answer.headers.set('provider', address)
    for (const [name, value] of Object.entries(manners.headersFor(request))) {
      const own = name === exposed ? answer.headers.get(name) : null
      answer.headers.set(name, own === null ? value : `${value}, ${own}`)
    }
    return answer
  }
}
