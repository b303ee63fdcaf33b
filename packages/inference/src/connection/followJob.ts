import type { pause } from '@zg/contracts/read'
import type { Report } from '@zg/core'
import type { Address } from 'viem'
import type { Outgoing } from '../http/links/link.js'
import { readRetryAfter } from '../http/links/readRefusal.js'
import { parseObject } from '../http/parseObject.js'
import { AnswerFormatError, JobFailedError, UnprovenError } from './errors.js'
import type { ExchangeBook, ExchangeName } from './exchangeBook.js'
import { proveJob } from './proveJob.js'

/** An answer that was made in the background. */
export type JobAnswer = {
  id: string
  /** The answer as OpenAI's format has it, such as `{ created, data: [{ b64_json }] }`. */
  answer: unknown
  /** Of a job that this connection submitted; incomplete for others, whose request it doesn't know. */
  report: Report
}

export type FollowOptions = { signal?: AbortSignal | undefined }

type Parts = {
  provider: Address
  ask: (request: Outgoing) => Promise<Response>
  verify: (name: ExchangeName) => Promise<Report>
  book: ExchangeBook
  wait: typeof pause
  isRequired: boolean
}

const usualPauseMs = 2_000

/** Asks for a job, as often as the provider says, until it has ended. */
export async function followJob(id: string, { signal }: FollowOptions, parts: Parts): Promise<JobAnswer> {
  const { provider, ask, wait } = parts
  for (;;) {
    const response = await ask({
      ...{
        method: 'GET',
        path: `/v1/async/jobs/${encodeURIComponent(id)}`,
        body: null,
        fields: null,
        signal,
      },
      ...{ headers: { accept: 'application/json' }, beforeSend: async () => undefined },
    })
    const job = parseObject(await response.text())
    if (job?.status === 'completed')
      return complete(id, { answer: job.data, key: response.headers.get('zg-res-key') }, parts)
    if (job?.status === 'failed') {
      parts.book.takeJob(id)?.close('cut', {})
      throw new JobFailedError({ provider, id, reason: textOf(job.errorMessage) })
    }
    if (job?.status !== 'pending' && job?.status !== 'processing')
      throw new AnswerFormatError({ provider, what: 'job' })
    await wait(readRetryAfter(response.headers) ?? usualPauseMs, signal)
    signal?.throwIfAborted()
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : 'it does not say why')

async function complete(
  id: string,
  found: { answer: unknown; key: string | null },
  { provider, verify, book, isRequired }: Parts,
): Promise<JobAnswer> {
  const report = await proveJob(id, found, { book, verify: () => verify(id) })
  if (isRequired && report.verdict !== 'verified') throw new UnprovenError({ provider, report })
  return { id, answer: found.answer, report }
}
