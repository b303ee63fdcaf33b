import { context, type Span, SpanKind, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api'
import type { Asking, ChatPart } from '@zg/inference/connect'
import { attributesOf, nameOf, outcomeOf } from './attributes.js'

/**
 * The same connection, with an OpenTelemetry span around each request, by the conventions for generative AI.
 *
 * A span lasts until the answer has ended, a stream's included. It says operation, model, provider, tokens, cost (`zg.cost.neuron`) and what went wrong, and
 * neither a prompt nor an answer nor a key. Without a configured SDK the spans go nowhere and cost next to nothing. Needs `@opentelemetry/api` 1.
 *
 * @example
 * ```ts
 * import { createBroker } from '@zg/sdk'
 * import { withSpans } from '@zg/sdk/otel'
 *
 * const broker = createBroker({ privateKey: process.env.PRIVATE_KEY, network: 'devnet' })
 * const connect = async (provider: `0x${string}`) => withSpans(await broker.inference.connect(provider))
 * ```
 */
export function withSpans<connection extends Asking>(
  connection: connection,
  { tracer = trace.getTracer('@zg/sdk') }: withSpans.Options = {},
): connection {
  const begin = (operation: string, model: string): Span =>
    tracer.startSpan(`${operation} ${model}`, {
      kind: SpanKind.CLIENT,
      attributes: attributesOf({ operation, model }),
    })
  const finish = async (span: Span, response: Response) => {
    const known = await connection.cost(response).catch(() => null) // A request that costs nothing has no record.
    span.setAttributes(outcomeOf(response, known))
    if (!response.ok) fail(span, { name: String(response.status) })
    else if (known && known.state !== 'complete') fail(span, { name: known.state })
    span.end()
  }

  const fetch: typeof globalThis.fetch = async (input, init) => {
    const span = begin(...nameOf(input, init, connection.model))
    try {
      const response = await context.with(trace.setSpan(context.active(), span), () =>
        connection.fetch(input, init),
      )
      // Not awaited: a stream ends when its reader is done.
      void finish(span, response)
      return response
    } catch (error) {
      fail(span, error)
      span.end()
      throw error
    }
  }
  const chat = async (...asked: Parameters<Asking['chat']>) => {
    const span = begin('chat', connection.model)
    try {
      const answer = await context.with(trace.setSpan(context.active(), span), () =>
        connection.chat(...asked),
      )
      span.setAttributes(outcomeOf(null, { ...answer, neuron: answer.cost.neuron, id: answer.id }))
      span.setAttribute('zg.verdict', answer.report.verdict)
      return answer
    } catch (error) {
      fail(span, error)
      throw error
    } finally {
      span.end()
    }
  }
  async function* stream(
    ...asked: Parameters<Asking['chat']['stream']>
  ): AsyncGenerator<ChatPart, void, undefined> {
    const span = begin('chat', connection.model)
    try {
      for await (const part of connection.chat.stream(...asked)) {
        if (part.type === 'answer') {
          const { answer } = part
          span.setAttributes(outcomeOf(null, { ...answer, neuron: answer.cost.neuron, id: answer.id }))
          span.setAttribute('zg.verdict', answer.report.verdict)
        }
        yield part
      }
    } catch (error) {
      fail(span, error)
      throw error
    } finally {
      span.end()
    }
  }
  return { ...connection, fetch, chat: Object.assign(chat, { stream }) }
}

export declare namespace withSpans {
  type Options = {
    /** Who makes the spans; the globally registered one by default. */
    tracer?: Tracer | undefined
  }
}

/** The kind of error alone: its text may hold what isn't for a log. */
function fail(span: Span, error: unknown): void {
  const name =
    typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : typeof error
  span.setAttribute('error.type', name)
  span.setStatus({ code: SpanStatusCode.ERROR })
}
