import type { ChatRequest } from './chatRequest.js'
import { createMeter } from './meter.js'
import type { Question } from './question.js'
import { jsonRequest, type Upstream } from './upstream.js'
import type { Tally } from './usage.js'

/**
 * A chat completion. A stream is billed by its own usage chunk, so the model is always asked for one, and the client gets it as part of the
 * stream. `feeOf` is the price of what the answer says of itself.
 */
export const askChat = (
  { bytes, body }: ChatRequest,
  { model, upstream, feeOf }: { model: string; upstream: Upstream; feeOf: (tally: Tally) => bigint },
): Question => ({
  bytes,
  ask: () => upstream(jsonRequest('/chat/completions', { model, ...body, ...usageOption(body) })),
  createMeter: (headers) => {
    const meter = createMeter({ stream: isStream(headers) })
    return {
      push: meter.push,
      end: () => {
        const tally = meter.end()
        return { id: tally.id ?? '', usage: tally.usage, fee: feeOf(tally) }
      },
    }
  },
})

const isStream = (headers: Headers): boolean =>
  /^text\/event-stream\b/i.test(headers.get('content-type') ?? '')

const usageOption = ({ stream, stream_options: options }: ChatRequest['body']) =>
  stream === true
    ? { stream_options: { ...(typeof options === 'object' ? options : {}), include_usage: true } }
    : {}
