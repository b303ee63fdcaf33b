import { createServer, request as forward } from 'node:http'
import { text } from 'node:stream/consumers'

/** What went through: HTTP requests, and the JSON-RPC calls in them. */
export type Counts = { requests: number; calls: number }
export type CountingProxy = { url: string; take: () => Counts; stop: () => Promise<void> }

/** Stands in front of a server, counts what is asked of it, and holds every request back for `delayMs`, as a distant server would. */
export async function startCountingProxy(
  target: string,
  { delayMs }: { delayMs: number },
): Promise<CountingProxy> {
  let counts: Counts = { requests: 0, calls: 0 }
  const server = createServer(async (incoming, outgoing) => {
    const body = await text(incoming)
    counts = { requests: counts.requests + 1, calls: counts.calls + countCalls(body) }
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs))
    const { method, headers } = incoming
    const options = { method, headers: { ...headers, host: new URL(target).host } }
    forward(`${target}${incoming.url === '/' ? '' : incoming.url}`, options, (reply) => {
      outgoing.writeHead(reply.statusCode ?? 502, reply.headers)
      reply.pipe(outgoing)
    })
      .once('error', () => outgoing.writeHead(502).end())
      .end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('unreachable: it listens')

  return {
    url: `http://127.0.0.1:${address.port}`,
    /** What was counted since the last time. */
    take: () => {
      const taken = counts
      counts = { requests: 0, calls: 0 }
      return taken
    },
    stop: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function countCalls(body: string): number {
  try {
    const message: unknown = JSON.parse(body)
    return Array.isArray(message) ? message.length : 1
  } catch {
    return 0
  }
}
