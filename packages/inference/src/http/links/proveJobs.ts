import { readBody } from '@zg/core'
import type { Address } from 'viem'
import { AnswerLostError, UnprovenError } from '../../connection/errors.js'
import type { Exchange, Proof } from '../../connection/exchange.js'
import type { ExchangeBook } from '../../connection/exchangeBook.js'
import { proveJob } from '../../connection/proveJob.js'
import { toText } from '../../verification/readChatId.js'
import { parseObject } from '../parseObject.js'
import { copyOf } from './copyOf.js'
import type { Answer, Link, Outcome } from './link.js'

type Parts = { provider: Address; book: ExchangeBook; prove: (exchange: Exchange) => Promise<Proof> }

const mostBytes = 256 * 2 ** 20

/** Hands over what a job has come to only once it is proven, by whatever request it is asked for. */
export const proveJobs =
  (parts: Parts): Link =>
  (next) =>
  async (request) => {
    const outcome = await next(request)
    const [path = ''] = request.path.split('?')
    if (!('answer' in outcome) || request.method !== 'GET' || !path.startsWith('/v1/async/')) return outcome
    const [id = ''] = path.split('/').filter(Boolean).slice(-1)
    try {
      return await readJob(decodeURIComponent(id), outcome.answer, parts)
    } catch (cause) {
      const { signal } = request
      if (signal?.aborted) return { aborted: { reason: signal.reason, mayBeBilled: false } }
      throw cause
    }
  }

async function readJob(id: string, { response, settle }: Answer, parts: Parts): Promise<Outcome> {
  const { provider, book, prove } = parts
  let bytes: Uint8Array<ArrayBuffer>
  try {
    bytes = new Uint8Array(
      await readBody(response, { what: `Provider ${provider}`, url: response.url, mostBytes }),
    )
  } catch (cause) {
    const error = new AnswerLostError({ provider, began: true, cause })
    return { failure: { kind: 'network', error, mayBeBilled: false, retry: 'never' } }
  }
  const job = parseObject(toText(bytes))
  if (job?.status === 'completed') {
    const found = { answer: job.data, key: response.headers.get('zg-res-key') }
    const report = await proveJob(id, found, {
      book,
      verify: async (exchange) => {
        const { proof } = exchange
        const isProven = proof?.report.verdict === 'verified' && !book.isShared(exchange)
        return isProven ? proof.report : (await prove(exchange)).report
      },
    })
    if (report.verdict !== 'verified') {
      const error = new UnprovenError({ provider, report })
      return { failure: { kind: 'proof', error, mayBeBilled: true, retry: 'never' } }
    }
  }
  return { answer: { response: copyOf(response, bytes), settle } }
}
