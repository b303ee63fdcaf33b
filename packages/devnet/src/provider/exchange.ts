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

type Exchange = {
  request: ChatRequest
  row: RequestRecord
  fault: Fault['kind'] | null
  prices: { inputPrice: bigint; outputPrice: bigint }
  model: string
  upstream: Upstream
  signer: ResponseSigner
  book: LedgerBook
  onBilled: () => Promise<void>
}

/** Gets the answer, passes it on, signs it over the exact bytes of both sides, and bills it when it is complete. */
export async function exchange({
  request,
  row,
  fault,
  prices,
  model,
  upstream,
  signer,
  book,
  onBilled,
}: Exchange): Promise<Response> {
  const { bytes, body, inputBytes } = request
  const answer = await askUpstream(() => upstream({ ...body, model, ...usageOption(body) })).catch(
    (error: unknown) => {
      book.drop(row)
      throw error
    },
  )
  if (!answer.ok || !answer.body) {
    book.drop(row)
    return new Response(answer.body, { status: answer.status, headers: contentType(answer) })
  }

  const meter = createMeter({ stream: body.stream })
  const passed: Uint8Array[] = []
  const finish = async () => {
    const tally = meter.end()
    row.id = tally.id ?? ''
    row.fee = feeOf(tally, inputBytes, prices)
    const response = new Uint8Array(Buffer.concat(passed))
    if (tally.id !== null) await signer.sign(tally.id, { request: bytes, response }, fault)
    await onBilled()
  }
  const onChunk = (chunk: Uint8Array) => {
    passed.push(chunk)
    meter.push(chunk)
    return fault === 'tamperAnswer' ? tamper(chunk) : chunk
  }
  const relayed = relay(answer.body, { onChunk, onEnd: finish, onFailure: () => book.drop(row) })
  return new Response(relayed, { status: answer.status, headers: contentType(answer) })
}

/** Streams say what they used only when asked to. */
const usageOption = ({ stream, stream_options: options }: ChatRequest['body']) =>
  stream ? { stream_options: { ...(typeof options === 'object' ? options : {}), include_usage: true } } : {}

const contentType = ({ headers }: Response) => ({
  'content-type': headers.get('content-type') ?? 'application/json',
})

async function askUpstream(ask: () => Promise<Response>): Promise<Response> {
  try {
    return await ask()
  } catch (error) {
    throw refuseAnswer('call proxied service', error instanceof Error ? error.message : String(error))
  }
}
