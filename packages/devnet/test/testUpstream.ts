import { createServer, type IncomingHttpHeaders } from 'node:http'

export type Received = { method: string; path: string; headers: IncomingHttpHeaders; body: Buffer }

/** An OpenAI-compatible server that a test answers for, but for its list of models. Stop it at the end. */
export async function startTestUpstream(
  answer: (request: Received) => Response | Promise<Response>,
  { model = 'test/model' }: { model?: string } = {},
) {
  const received: Received[] = []
  const server = createServer(async (request, reply) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const { method = '', url: path = '', headers } = request
    const asked = { method, path, headers, body: Buffer.concat(parts) }
    if (path !== '/models') received.push(asked)
    const response = path === '/models' ? Response.json({ data: [{ id: model }] }) : await answer(asked)
    reply.writeHead(response.status, Object.fromEntries(response.headers))
    reply.flushHeaders()
    for await (const part of response.body ?? []) reply.write(part)
    reply.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
