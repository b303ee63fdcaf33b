import { createHash } from 'node:crypto'
import { answerHeaders } from './answerHeaders.js'
import { callModel } from './callModel.js'
import type { Faults } from './faults/createFaults.js'
import { gzip } from './faults/gzip.js'
import { tamper } from './faults/tamper.js'
import type { LedgerBook } from './ledgerBook.js'
import type { Bill, Question } from './question.js'
import { relay } from './relay.js'
import type { ResponseSigner } from './responseSigner.js'
import type { RequestRecord } from './runningProvider.js'

export type ExchangeParts = {
  signer: Pick<ResponseSigner, 'sign'>
  book: Pick<LedgerBook, 'bill' | 'fail'>
  faults: Pick<Faults, 'take'>
  /** Called when a request is billed; the answer doesn't wait for what it starts. */
  onBilled: (row: RequestRecord) => void
}

/**
 * Gets the answer, passes it on, bills it when it is complete, and signs the exact bytes of both sides: those that the client sent,
 * and those it got (but for a fault that changes them after signing).
 *
 * An answer other than 200 is passed on and costs nothing; so does one that breaks off. `nameOf` says under which name the signature is
 * kept; an empty one keeps none.
 */
export async function exchange(
  question: Question,
  row: RequestRecord,
  { nameOf }: { nameOf: (bill: Bill) => string },
  { signer, book, faults, onBilled }: ExchangeParts,
): Promise<Response> {
  const fault = faults.take('answer')?.kind ?? null
  const answer = await callModel(fault === 'upstreamDown' ? refuseConnection : question.ask).catch(
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

  const meter = question.createMeter(init.headers)
  const hash = createHash('sha256')
  if (fault === 'gzip') init.headers.set('content-encoding', 'gzip')
  // What is metered is what the model said; what is hashed is what the client gets.
  const relayed = relay(fault === 'gzip' ? gzip(answer.body, meter.push) : answer.body, {
    onChunk: (chunk) => {
      hash.update(chunk)
      if (fault !== 'gzip') meter.push(chunk)
      return fault === 'tamperAnswer' ? tamper(chunk) : chunk
    },
    onEnd: async () => {
      const bill = meter.end()
      book.bill(row, bill)
      onBilled(row)
      const name = nameOf(bill)
      const responseHash = bill.responseHash ?? hash.digest('hex')
      if (name !== '') await signer.sign(name, { request: question.bytes, responseHash }, fault)
    },
    onFailure: () => book.fail(row),
  })
  return new Response(relayed, init)
}

const refuseConnection = async (): Promise<Response> => {
  throw new Error('dial tcp 127.0.0.1:8000: connect: connection refused')
}
