import { type Answer, answer, type Message, piecesOf } from './model.js'
import type { Upstream } from './upstream.js'

type Head = { id: string; created: number; model: string }

/** An OpenAI-compatible server without a network: the model behind a provider that was given no other. */
export function createScriptedUpstream({ model, now }: { model: string; now: () => number }): Upstream {
  return async (body) => {
    const limit = body.max_completion_tokens ?? body.max_tokens ?? undefined
    if (body.model !== model) return complaint(404, `The model ${JSON.stringify(body.model)} does not exist.`)
    if (body.n !== undefined && body.n !== null && body.n !== 1) return complaint(400, '`n` must be 1.')
    if (!isLimit(limit)) return complaint(400, '`max_tokens` must be a whole number from 1.')
    const result = await answer(body.messages, limit)
    const head = { id: `chatcmpl-${crypto.randomUUID()}`, created: Math.floor(now() / 1000), model }
    if (body.stream === true) return streamed(head, result, { usage: includesUsage(body) })
    const { text, finish, usage } = result
    const message = { role: 'assistant', content: text }
    return Response.json({
      ...head,
      object: 'chat.completion',
      choices: [{ index: 0, message, finish_reason: finish }],
      usage,
    })
  }
}

const isLimit = (limit: unknown): limit is number | undefined =>
  limit === undefined || (Number.isSafeInteger(limit) && Number(limit) > 0)

const includesUsage = ({
  stream_options: options,
}: {
  messages: readonly Message[]
  [field: string]: unknown
}): boolean =>
  typeof options === 'object' &&
  options !== null &&
  'include_usage' in options &&
  options.include_usage === true

const complaint = (status: number, message: string): Response =>
  Response.json({ error: { message, type: 'invalid_request_error' } }, { status })

function streamed(head: Head, { text, finish, usage }: Answer, include: { usage: boolean }): Response {
  const chunk = (rest: object) => ({ ...head, object: 'chat.completion.chunk', ...rest })
  const choice = (delta: object, finish_reason: string | null) =>
    chunk({ choices: [{ index: 0, delta, finish_reason }] })
  const chunks = [
    choice({ role: 'assistant', content: '' }, null),
    ...piecesOf(text).map((content) => choice({ content }, null)),
    choice({}, finish),
    ...(include.usage ? [chunk({ choices: [], usage })] : []),
  ]
  const events = [...chunks.map((part) => `data: ${JSON.stringify(part)}\n\n`), 'data: [DONE]\n\n']
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      const event = events.shift()
      if (event === undefined) controller.close()
      else controller.enqueue(encoder.encode(event))
    },
  })
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
}
