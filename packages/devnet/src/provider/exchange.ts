import { createHash } from 'node:crypto'
import { answerHeaders } from './answerHeaders.js'
import type { ChatRequest } from './chatRequest.js'
import type { Fault } from './faults.js'
import type { LedgerBook } from './ledgerBook.js'
import { createMeter } from './meter.js'
import { refuseAnswer } from './rejection.js'
import { relay } from './relay.js'
import type { ResponseSigner } from './responseSigner.js'
import type { RequestRecord } from './runningProvider.js'
import { tamper } from './tamper.js'
import type { Upstream } from './upstream.js'
import { feeOf } from './usage.js'

export type ExchangeParts = {
  prices: { inputPrice: bigint; outputPrice: bigint }
  model: string
  upstream: Upstream
  signer: ResponseSigner
  book: LedgerBook
  /** Called when a request is billed; the answer doesn't wait for what it starts. */
  onBilled: (row: RequestRecord) => void
}

/**
 * Gets the answer, passes it on, bills it when it is complete, and signs the exact bytes of both sides: those that the client sent,
 * and those it got (but for a fault that changes them after signing).
 *
 * A stream is billed by its own usage chunk, so the model is always asked for one, and the client gets it as part of the stream.
 * An answer other than 200 is passed on and costs nothing; so does one that breaks off.
 */
export async function exchange(
  { bytes, body, inputBytes }: ChatRequest,
  row: RequestRecord,
  fault: Fault['kind'] | null,
  { prices, model, upstream, signer, book, onBilled }: ExchangeParts,
): Promise<Response> {
  const answer = await ask(() => upstream({ model, ...body, ...usageOption(body) })).catch(
    (error: unknown) => {
      book.fail(row)
      throw error
    },
  )
  const init = { status: answer.status, headers: answerHeaders(answer.headers) }
  if (answer.status !== 200 || !answer.body) {
    book.fail(row)
    return new Response(answer.body, init)
  }

  const meter = createMeter({ stream: /^text\/event-stream\b/i.test(init.headers.get('content-type') ?? '') })
  const hash = createHash('sha256')
  const relayed = relay(answer.body, {
    onChunk: (chunk) => {
      hash.update(chunk)
      meter.push(chunk)
      return fault === 'tamperAnswer' ? tamper(chunk) : chunk
    },
    onEnd: async () => {
      const { id, usage, words } = meter.end()
      book.bill(row, { id: id ?? '', usage, fee: feeOf({ usage, words }, inputBytes, prices) })
      onBilled(row)
      if (id !== null) await signer.sign(id, { request: bytes, responseHash: hash.digest('hex') }, fault)
    },
    onFailure: () => book.fail(row),
  })
  return new Response(relayed, init)
}

const usageOption = ({ stream, stream_options: options }: ChatRequest['body']) =>
  stream === true
    ? { stream_options: { ...(typeof options === 'object' ? options : {}), include_usage: true } }
    : {}

async function ask(question: () => Promise<Response>): Promise<Response> {
  try {
    return await question()
  } catch (error) {
    throw refuseAnswer('call proxied service', error instanceof Error ? error.message : String(error))
  }
}
