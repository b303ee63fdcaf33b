import { createServer, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'

/**
 * What happens to a JSON-RPC method on its way: `drop` never reaches the node, `lose` reaches it and loses the answer,
 * `hang` is never answered, the others are answered with a page, a status 500 or an error.
 */
export type Fault = 'drop' | 'lose' | 'hang' | 'html' | 'status' | 'error'

/** A real HTTP server before a node: records the methods that come in, and spoils some of them. */
export async function startFaultyRpc(nodeUrl: string) {
  const methods: string[] = []
  const faults = new Map<string, Fault>()
  const byMethod = (method: string) => faults.get(method) ?? faults.get('*')
  let choose: (method: string) => Fault | undefined = byMethod
  let before: (method: string) => Promise<void> | void = () => undefined

  const server = createServer(async (request, response) => {
    const body = await text(request)
    const { method, id } = JSON.parse(body)
    methods.push(method)
    const chosen = choose(method)
    await before(method)
    const fault = chosen ?? byMethod(method)
    if (fault !== undefined && fault !== 'lose') return spoil(response, fault, id)
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(nodeUrl, { method: 'POST', headers, body })
    const answered = await answer.text()
    if (fault === 'lose') return response.destroy()
    response.writeHead(answer.status, headers).end(answered)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The server has no port.')

  return {
    url: `http://127.0.0.1:${address.port}`,
    /** Methods asked since the last `reset`, in order. */
    methods,
    /** Spoils one method, or `*` for all. */
    spoil: (method: string, fault: Fault) => {
      faults.set(method, fault)
    },
    /** Chooses for each request by itself, in the order of their coming in. */
    spoilBy: (pick: (method: string) => Fault | undefined) => {
      choose = pick
    },
    /** Runs something while a method is on its way. */
    onMethod: (run: (method: string) => Promise<void> | void) => {
      before = run
    },
    reset: () => {
      methods.length = 0
      faults.clear()
      choose = byMethod
      before = () => undefined
    },
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

export type FaultyRpc = Awaited<ReturnType<typeof startFaultyRpc>>

function spoil(response: ServerResponse, fault: Exclude<Fault, 'lose'>, id: unknown): void {
  if (fault === 'hang') return
  if (fault === 'drop') {
    response.destroy()
    return
  }
  if (fault === 'html') {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Welcome</html>')
    return
  }
  if (fault === 'status') {
    response.writeHead(500, { 'content-type': 'text/plain' }).end('out of order')
    return
  }
  const error = { code: -32_005, message: 'daily limit reached' }
  response
    .writeHead(200, { 'content-type': 'application/json' })
    .end(JSON.stringify({ jsonrpc: '2.0', id, error }))
}
