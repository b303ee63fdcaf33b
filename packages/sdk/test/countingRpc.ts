import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

type Options = {
  /** Whether a list of questions is answered as one. */
  batches?: boolean
  /** Methods that it says it doesn't know. */
  lacks?: readonly string[]
}

/** An RPC endpoint in front of another one, that counts what it is asked. */
export async function startCountingRpc(target: string, { batches = true, lacks = [] }: Options = {}) {
  const requests: string[][] = []
  const forward = async (body: unknown): Promise<unknown> => {
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(target, { method: 'POST', headers, body: JSON.stringify(body) })
    return answer.json()
  }
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    const body: unknown = JSON.parse(text)
    const asked = [body].flat() as { id: unknown; method: string }[]
    requests.push(asked.map(({ method }) => method))
    const [first] = asked
    const refused = Array.isArray(body) && !batches
    const unknown = first && lacks.includes(first.method)
    const error = { code: refused ? -32_600 : -32_601, message: refused ? 'no batches' : 'method not found' }
    const answer = refused || unknown ? { jsonrpc: '2.0', id: first?.id, error } : await forward(body)
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** The methods of each HTTP request since the last call. */
    take: () => requests.splice(0),
    stop: () => server.close(),
  }
}
