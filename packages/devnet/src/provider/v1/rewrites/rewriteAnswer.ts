import { encodeJson } from './encodeJson.js'
import { stripAnswer } from './stripAnswer.js'

const encoder = new TextEncoder()

/**
 * An answer as the network's providers deliver it: under an id of theirs, without what tells of an aggregator behind them and, in a stream,
 * without comments. What is no JSON object stays as it is.
 */
export function rewriteAnswer(answer: Response, { id }: { id: string }): Response {
  if (!answer.body) return answer
  const isStream = /^text\/event-stream\b/i.test(answer.headers.get('content-type') ?? '')
  const rewriter = isStream
    ? byLines((line) => rewriteLine(line, id))
    : whole((text) => rewriteObject(text, id))
  return new Response(answer.body.pipeThrough(rewriter), answer)
}

const rewriteLine = (line: string, id: string): string => {
  if (line.trimStart().startsWith(':')) return ''
  const [, payload] = /^\s*data:\s*(\{.*\})\s*$/s.exec(line) ?? []
  if (payload === undefined) return line
  const rewritten = rewriteObject(payload, id)
  return rewritten === payload ? line : `data: ${rewritten}\n`
}

/** The same text when it is no object, or says nothing that has to change. */
function rewriteObject(text: string, id: string): string {
  const object = parseObject(text)
  if (!object) return text
  const stripped = stripAnswer('id' in object ? { ...object, id } : object)
  const rewritten = encodeJson(stripped, { forHtml: false })
  return rewritten === encodeJson(object, { forHtml: false }) ? text : rewritten
}

function parseObject(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null
  } catch {
    return null // Not JSON: it is delivered as it is.
  }
}

function whole(rewrite: (text: string) => string): TransformStream<Uint8Array, Uint8Array> {
  const parts: Uint8Array[] = []
  return new TransformStream({
    transform: (part) => {
      parts.push(part)
    },
    flush: (controller) => {
      const bytes = Buffer.concat(parts)
      const text = bytes.toString('utf8')
      const rewritten = rewrite(text)
      controller.enqueue(rewritten === text ? bytes : encoder.encode(rewritten))
    },
  })
}

function byLines(rewrite: (line: string) => string): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder()
  let rest = ''
  const deliver = (controller: TransformStreamDefaultController<Uint8Array>, lines: readonly string[]) => {
    const text = lines.map(rewrite).join('')
    if (text !== '') controller.enqueue(encoder.encode(text))
  }
  return new TransformStream({
    transform: (part, controller) => {
      const lines = (rest + decoder.decode(part, { stream: true })).split(/(?<=\n)/)
      rest = lines.at(-1)?.endsWith('\n') === false ? (lines.pop() ?? '') : ''
      deliver(controller, lines)
    },
    flush: (controller) => deliver(controller, [rest + decoder.decode()]),
  })
}
