import { type ChatBody, chooseTool, type ToolCall } from './chooseTool.js'
import { complaint } from './complaint.js'
import { type Answer, answer, piecesOf } from './model.js'
import { streamEvents } from './streamEvents.js'

type Head = { id: string; created: number; model: string }

/** Chat completions of the scripted model, as an OpenAI-compatible server gives them. */
export const createScriptedChat =
  ({ model, others = [], now }: { model: string; others?: readonly string[]; now: () => number }) =>
  async (body: ChatBody): Promise<Response> => {
    const limit = body.max_completion_tokens ?? body.max_tokens ?? undefined
    const name = [model, ...others].find((each) => each === body.model)
    if (name === undefined) return complaint(404, `The model ${JSON.stringify(body.model)} does not exist.`)
    if (body.n !== undefined && body.n !== null && body.n !== 1) return complaint(400, '`n` must be 1.')
    if (!isLimit(limit)) return complaint(400, '`max_tokens` must be a whole number from 1.')
    const call = chooseTool(body)
    const result = await answer(body.messages, { limit, call })
    const head = { id: `chatcmpl-${crypto.randomUUID()}`, created: Math.floor(now() / 1000), model: name }
    if (body.stream === true) return streamed(head, result, { call, usage: includesUsage(body) })
    const { text, finish, usage } = result
    const message = call
      ? { role: 'assistant', content: null, tool_calls: [named(call)] }
      : { role: 'assistant', content: text }
    return Response.json({
      ...head,
      object: 'chat.completion',
      choices: [{ index: 0, message, finish_reason: finish }],
      usage,
    })
  }

const isLimit = (limit: unknown): limit is number | undefined =>
  limit === undefined || (Number.isSafeInteger(limit) && Number(limit) > 0)

const includesUsage = ({ stream_options: options }: ChatBody): boolean =>
  typeof options === 'object' &&
  options !== null &&
  'include_usage' in options &&
  options.include_usage === true

const named = (call: ToolCall) => ({ id: `call_${crypto.randomUUID()}`, type: 'function', function: call })

function streamed(
  head: Head,
  { text, finish, usage }: Answer,
  include: { call: ToolCall | null; usage: boolean },
): Response {
  const chunk = (rest: object) => ({ ...head, object: 'chat.completion.chunk', ...rest })
  const choice = (delta: object, finish_reason: string | null) =>
    chunk({ choices: [{ index: 0, delta, finish_reason }] })
  const deltas = include.call
    ? [{ tool_calls: [{ index: 0, ...named(include.call) }] }]
    : piecesOf(text).map((content) => ({ content }))
  const chunks = [
    choice({ role: 'assistant', content: include.call ? null : '' }, null),
    ...deltas.map((delta) => choice(delta, null)),
    choice({}, finish),
    ...(include.usage ? [chunk({ choices: [], usage })] : []),
  ]
  return streamEvents([...chunks.map((part) => JSON.stringify(part)), '[DONE]'])
}
