import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

type Options = {
  /** Whether a list of questions is answered as one. */
  batches?: boolean
  /** Methods that it says it doesn't know. */
  lacks?: readonly string[]
}
/** What becomes of a question: an error in its place, or, with all that came in the same request, no answer, a lost one, or a page. */
export type Spoil = { code: number; message: string; data?: string } | 'hang' | 'drop' | 'html'
type Question = { id: unknown; method: string }
type Answer = { id: unknown }

/** An RPC endpoint in front of another one, that counts what it is asked and spoils what the test says. */
export async function startCountingRpc(target: string, { batches = true, lacks = [] }: Options = {}) {
  const requests: string[][] = []
  let choose: (method: string, request: number) => Spoil | null = () => null
  let count = 0
  const forward = async (questions: readonly Question[]): Promise<readonly Answer[]> => {
    if (questions.length === 0) return []
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(target, { method: 'POST', headers, body: JSON.stringify(questions) })
    return answer.json() as Promise<readonly Answer[]>
  }
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    const body = JSON.parse(text) as Question | Question[]
    const asked = [body].flat()
    requests.push(asked.map(({ method }) => method))
    count += 1
    const number = count
    const refused = Array.isArray(body) && !batches
    const spoils = asked.map(({ method }) =>
      refused
        ? { code: -32_600, message: 'no batches' }
        : lacks.includes(method)
          ? { code: -32_601, message: 'method not found' }
          : choose(method, number),
    )
    const whole = spoils.find((spoil) => typeof spoil === 'string')
    if (whole === 'hang') return
    if (whole === 'drop') return void response.destroy()
    response.writeHead(200, { 'content-type': whole === 'html' ? 'text/html' : 'application/json' })
    if (whole === 'html') return void response.end('<html>maintenance</html>')
    const sound = await forward(asked.filter((_, i) => spoils[i] === null))
    const answers = asked.map(({ id }, i) =>
      spoils[i] ? { jsonrpc: '2.0', id, error: spoils[i] } : sound.find((answer) => answer.id === id),
    )
    response.end(JSON.stringify(Array.isArray(body) && !refused ? answers : answers[0]))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** The methods of each HTTP request since the last call. */
    take: () => requests.splice(0),
    /** Says of each question, as it comes in, what becomes of it; `request` counts the HTTP requests from now on, from 1. */
    spoilBy: (pick: (method: string, request: number) => Spoil | null) => {
      choose = pick
      count = 0
    },
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

export type CountingRpc = Awaited<ReturnType<typeof startCountingRpc>>
