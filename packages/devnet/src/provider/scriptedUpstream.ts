import { answer, type Message, pieces, scriptedModel } from './model.js'

type Body = {
  messages: readonly Message[]
  model?: unknown
  stream?: unknown
  max_tokens?: unknown
  max_completion_tokens?: unknown
  stream_options?: unknown
}

/** An OpenAI-compatible server without a network: the model behind a provider that was given no other. */
export function createScriptedUpstream({ now = Date.now }: { now?: () => number } = {}) {
  return async (body: Body): Promise<Response> => {
    const limit = body.max_completion_tokens ?? body.max_tokens
    const { text, finish, usage } = answer(body.messages, typeof limit === 'number' ? limit : undefined)
    const head = {
      id: `chatcmpl-${crypto.randomUUID()}`,
      created: Math.floor(now() / 1000),
      model: scriptedModel,
    }
    return body.stream === true
      ? streamed({ head, text, finish, usage: includesUsage(body) ? usage : null })
      : Response.json({
          ...head,
          object: 'chat.completion',
          choices: [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: finish }],
          usage,
        })
  }
}

const includesUsage = ({ stream_options: options }: Body) =>
  typeof options === 'object' &&
  options !== null &&
  'include_usage' in options &&
  options.include_usage === true

function streamed({
  head,
  text,
  finish,
  usage,
}: {
  head: object
  text: string
  finish: string
  usage: object | null
}): Response {
  const chunk = (delta: object, finish_reason: string | null) => ({
    ...head,
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta, finish_reason }],
  })
  const chunks = [
    chunk({ role: 'assistant', content: '' }, null),
    ...pieces(text).map((content) => chunk({ content }, null)),
    chunk({}, finish),
    ...(usage ? [{ ...head, object: 'chat.completion.chunk', choices: [], usage }] : []),
  ]
  const lines = [...chunks.map((part) => `data: ${JSON.stringify(part)}\n\n`), 'data: [DONE]\n\n']
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const line = lines.shift()
      if (line === undefined) controller.close()
      else controller.enqueue(encoder.encode(line))
    },
  })
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
}
