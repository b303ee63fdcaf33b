import { type Http2Bindings, type HttpBindings, serve } from '@hono/node-server'

/** What a request came by. */
export type Connection = {
  /** Ends it at once; what wasn't sent is lost. */
  reset: () => void
  /** Ends it once everything written is sent, though the answer isn't complete. */
  breakOff: () => void
}
type RunningServer = { url: string; stop: () => Promise<void> }

/** Listens on 127.0.0.1; port 0 takes a free one. `stop` cuts what is under way. */
export function startServer(
  handler: (request: Request, connection: Connection) => Promise<Response>,
  { port }: { port: number },
): Promise<RunningServer> {
  return new Promise((resolve, reject) => {
    const server = serve(
      // The program that runs a devnet keeps its own Request and Response.
      { fetch: onConnection(handler), hostname: '127.0.0.1', port, overrideGlobalObjects: false },
      ({ port: taken }) => resolve({ stop, url: `http://127.0.0.1:${taken}` }),
    )
    // A program that computes for longer than the default five seconds would find that its connections are gone.
    if ('keepAliveTimeout' in server) server.keepAliveTimeout = 60_000
    server.once('error', reject)
    const stop = () =>
      new Promise<void>((done) => {
        server.close(() => done())
        if ('closeAllConnections' in server) server.closeAllConnections()
      })
  })
}

const onConnection =
  (handler: (request: Request, connection: Connection) => Promise<Response>) =>
  (request: Request, { incoming: { socket } }: HttpBindings | Http2Bindings): Promise<Response> =>
    handler(request, { reset: () => socket.resetAndDestroy(), breakOff: () => socket.destroySoon() })
