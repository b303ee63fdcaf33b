import { createServer, request as forward } from 'node:http'

export type PromptProvider = { url: string; stop: () => Promise<void> }

const chunk = (delta: object, more: object = {}) =>
  `data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', choices: [{ index: 0, delta }], ...more })}\n\n`
const answer = [
  chunk({ role: 'assistant', content: '4' }),
  chunk({}, { usage: { prompt_tokens: 12, completion_tokens: 1, total_tokens: 13 } }),
  'data: [DONE]\n\n',
]

/** Stands in front of a provider and answers chats itself, at once, so that what a client adds isn't lost in how long an answer takes. */
export async function startPromptProvider(target: string): Promise<PromptProvider> {
  const server = createServer((incoming, outgoing) => {
    if (incoming.url?.endsWith('/chat/completions')) {
      incoming.resume().once('end', () => {
        outgoing.writeHead(200, { 'content-type': 'text/event-stream', 'zg-res-key': crypto.randomUUID() })
        for (const part of answer) outgoing.write(part)
        outgoing.end()
      })
      return
    }
    const { method, headers } = incoming
    const passed = forward(`${target}${incoming.url}`, { method, headers }, (reply) => {
      outgoing.writeHead(reply.statusCode ?? 502, reply.headers)
      reply.pipe(outgoing)
    }).once('error', () => outgoing.writeHead(502).end())
    incoming.pipe(passed)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('unreachable: it listens')
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
