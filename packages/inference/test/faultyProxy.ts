import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach } from 'vitest'

/** What a proxy does to one request in place of passing it on, or to its answer. */
export type Mischief =
  | { answer: number; body: string; headers?: Record<string, string> }
  | 'reset'
  /** Breaks off after so many events of the answer. */
  | { cutAfter: number }
  /** Stands still after so many, for good. */
  | { holdAfter: number }
  /** Sends the answer compressed. */
  | { compress: true }
  | null

/** A server in front of a provider that misbehaves: by a list, one entry for each request that costs something. */
export function useFaultyProxy(target: () => string) {
  let url = ''
  let mischief: Mischief[] = []
  let held = signal()
  let seen: { headers: IncomingMessage['headers']; body: string }[] = []
  const server = createServer((request, response) => {
    void serve(request, response).catch(() => response.destroy())
  })
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  })
  beforeEach(() => {
    mischief = []
    seen = []
    held = signal()
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Uint8Array[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    const isBilled = request.method === 'POST'
    const fault = isBilled ? (mischief.shift() ?? null) : null
    if (isBilled) seen.push({ headers: request.headers, body: body.toString() })
    if (fault === 'reset') return void request.socket.destroy()
    if (fault && 'answer' in fault) {
      response
        .writeHead(fault.answer, { 'content-type': 'application/json', ...fault.headers })
        .end(fault.body)
      return
    }
    const { host: _, connection: __, ...headers } = request.headers
    const answer = await fetch(`${target()}${request.url}`, {
      method: request.method ?? 'GET',
      headers: Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
      body: isBilled ? body : null,
    })
    const answered = Object.fromEntries(answer.headers)
    if (fault && 'compress' in fault) {
      const zipped = gzipSync(await answer.text())
      response.writeHead(answer.status, { ...answered, 'content-encoding': 'gzip' }).end(zipped)
      return
    }
    response.writeHead(answer.status, answered)
    response.flushHeaders()
    // By events, however the network cut them.
    const pieces = (await answer.text()).split(/(?<=\n\n)/)
    const count = fault ? ('cutAfter' in fault ? fault.cutAfter : fault.holdAfter) : pieces.length
    for (const piece of pieces.slice(0, count)) await new Promise((resolve) => response.write(piece, resolve))
    if (fault && 'holdAfter' in fault) return held.resolve()
    if (fault) return void response.destroy()
    response.end()
  }

  return {
    /** What befalls the next requests. */
    plan: (...faults: Mischief[]) => {
      mischief = faults
    },
    /** Resolves when an answer stands still. */
    held: () => held.promise,
    /** What reached the proxy and would cost something. */
    seen: () => seen,
    /** `fetch`, by way of the proxy. */
    fetch: ((input, init) =>
      fetch(String(input).replace(target(), url), init)) satisfies typeof globalThis.fetch,
  }
}

function signal() {
  let resolve: () => void = () => undefined
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve: () => resolve() }
}
