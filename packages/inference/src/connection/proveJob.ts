import { createReport, type Report } from '@zg/core'
import { imageHashes, imageUrls } from '../verification/imageHashes.js'
import type { Exchange } from './exchange.js'
import type { ExchangeBook } from './exchangeBook.js'

type Found = { answer: unknown; key: string | null }
type Parts = { book: ExchangeBook; verify: (exchange: Exchange) => Promise<Report> }

/**
 * Verifies what a job has come to. The first answer closes the record of its request; every later one has to be the same, or it would go by the first one's
 * proof.
 */
export async function proveJob(id: string, { answer, key }: Found, { book, verify }: Parts): Promise<Report> {
  const text = JSON.stringify(answer ?? null)
  const found = { imageHashes: await imageHashes(text), imageUrls: imageUrls(text) }
  const job = book.takeJob(id)
  if (job) {
    book.name(job.exchange, { key })
    job.close('complete', found)
    return verify(job.exchange)
  }
  if (!book.has(id)) return unknownRequest
  const exchange = book.find(id)
  return isSame(exchange, found) ? verify(exchange) : anotherAnswer
}

type Images = Pick<Exchange, 'imageHashes' | 'imageUrls'>

function isSame(first: Images, { imageHashes, imageUrls }: Images): boolean {
  if (imageUrls.length > 0) return imageUrls.join('\n') === first.imageUrls.join('\n')
  return imageHashes !== null && first.imageUrls.length === 0 && imageHashes === first.imageHashes
}

const anotherAnswer = createReport({
  subject: 'answer',
  assurance: 'acknowledged',
  checks: [
    {
      ...{ name: 'response.body.hash', status: 'fail', required: true },
      reason: 'the provider gives another answer now than when the job was first followed',
    },
  ],
})

const unknownRequest = createReport({
  subject: 'answer',
  assurance: 'acknowledged',
  checks: [
    {
      ...{ name: 'response.request.hash', status: 'skipped', required: true },
      reason: 'the job was submitted elsewhere, so that its request is not known here',
    },
  ],
})
