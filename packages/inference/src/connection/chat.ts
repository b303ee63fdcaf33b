import { BaseError, createReport, NetworkError, type Report, utf8ToBytes } from '@zg/core'
import type { Address } from 'viem'
import type { Outgoing, Send } from '../http/links/link.js'
import { parseObject } from '../http/parseObject.js'
import type { quote } from '../pricing/quote.js'
import { askOrThrow } from './askOrThrow.js'
import { readEvents } from './chatEvents.js'
import { AnswerFormatError } from './errors.js'
import { type ChatMessage, messageOf, readDeltas } from './messages.js'

export type ChatOptions = {
  /** Most tokens of the answer: the request's `max_tokens`. */
  maxTokens?: number | undefined
  /** Other fields of the request, such as `tools` or `temperature`. */
  fields?: Readonly<Record<string, unknown>> | undefined
  signal?: AbortSignal | undefined
  /** Milliseconds for the whole answer. */
  timeoutMs?: number | undefined
}

/** A whole answer, what it cost, and what proves it. */
export type ChatAnswer = {
  /** Of the completion. */
  id: string | null
  /** Its text; empty where it calls tools alone. */
  content: string
  message: ChatMessage
  finishReason: string | null
  /** As the provider tells it; null where it doesn't. */
  usage: Readonly<Record<string, unknown>> | null
  /** What its usage costs, in neuron; null where nobody knows. */
  cost: { neuron: bigint | null }
  report: Report
}

/** A piece of an answer as it comes, and after the last one the whole. */
export type ChatPart = { type: 'text'; text: string } | { type: 'answer'; answer: ChatAnswer }

export type Chat = {
  /** Asks, waits, verifies. Throws the typed error of a refusal; where the chain can't be asked for a proof, the report is incomplete. */
  (messages: readonly quote.Message[], options?: ChatOptions): Promise<ChatAnswer>
  /** The same piece by piece. To stop, leave the loop: the answer ends then, and is paid for as far as it may have come. */
  stream: (
    messages: readonly quote.Message[],
    options?: ChatOptions,
  ) => AsyncGenerator<ChatPart, void, undefined>
}

type Parts = {
  send: Send
  verify: (response: Response) => Promise<Report>
  feeOf: (response: Response) => bigint | null
  provider: Address | null
  /** Of the service, for an error's text. */
  root: string
}

/** Chats over a connection's links. */
export function createChat({ send, verify, feeOf, provider, root }: Parts): Chat {
  const finish = async (
    response: Response,
    read: Omit<ChatAnswer, 'cost' | 'report'>,
  ): Promise<ChatAnswer> => {
    const report = await verify(response).catch(unverifiable)
    return { ...read, cost: { neuron: feeOf(response) }, report }
  }
  /** A request, and what to throw in the place of its own deadline's word. */
  const prepare = (messages: readonly quote.Message[], options: ChatOptions, stream: boolean) => {
    const { timeoutMs } = options
    const timeout = timeoutMs === undefined ? undefined : AbortSignal.timeout(timeoutMs)
    const what = provider === null ? 'The providers' : `Provider ${provider}`
    const explain = (error: unknown) =>
      timeout?.aborted && error === timeout.reason
        ? new NetworkError({ what, url: root, reason: 'timeout', timeoutMs })
        : error
    return { request: toOutgoing(messages, options, { stream, timeout }), explain }
  }

  const chat = async (messages: readonly quote.Message[], options: ChatOptions = {}) => {
    const { request, explain } = prepare(messages, options, false)
    const response = await askOrThrow(send, request).catch((error: unknown) => {
      throw explain(error)
    })
    const read = messageOf(parseObject(await response.text()))
    if (!read) throw new AnswerFormatError({ provider, what: 'chat completion' })
    return finish(response, read)
  }

  async function* stream(messages: readonly quote.Message[], options: ChatOptions = {}) {
    const { request, explain } = prepare(messages, options, true)
    const deltas = readDeltas()
    let response: Response
    try {
      response = await askOrThrow(send, request)
      for await (const event of readEvents(response)) {
        if ('error' in event)
          throw new AnswerFormatError({ provider, what: 'whole stream: it holds an error' })
        const text = deltas.push(event)
        if (text !== '') yield { type: 'text', text } as const
      }
    } catch (error) {
      throw explain(error)
    }
    yield { type: 'answer', answer: await finish(response, deltas.end()) } as const
  }

  return Object.assign(chat, { stream })
}

/** An answer that is paid for is handed over, though nobody could be asked who gave it. `verify` says so once somebody can. */
function unverifiable(error: unknown): Report {
  if (!BaseError.is(error)) throw error
  return createReport({
    subject: 'answer',
    assurance: 'acknowledged',
    checks: [
      {
        ...{ name: 'chain.signerAcknowledged', status: 'skipped', required: true },
        reason: error.shortMessage,
      },
    ],
  })
}

function toOutgoing(
  messages: readonly quote.Message[],
  { maxTokens, fields: more, signal }: ChatOptions,
  { stream, timeout }: { stream: boolean; timeout: AbortSignal | undefined },
): Outgoing {
  const limit = maxTokens === undefined ? {} : { max_tokens: maxTokens }
  const fields = { messages, ...limit, ...more, ...(stream ? { stream } : {}) }
  const signals = [signal, timeout].filter((each) => each !== undefined)
  return {
    ...{ method: 'POST', path: '/v1/proxy/chat/completions', fields },
    body: new Uint8Array(utf8ToBytes(JSON.stringify(fields))),
    headers: { 'accept-encoding': 'identity', 'content-type': 'application/json' },
    signal: signals.length === 0 ? undefined : AbortSignal.any(signals),
    beforeSend: async () => undefined,
  }
}
