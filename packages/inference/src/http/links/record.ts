import { sha256 } from '@noble/hashes/sha2.js'
import { BaseError, bytesToHex, readBody } from '@zg/core'
import type { Address } from 'viem'
import { AnswerLostError, UnprovenError } from '../../connection/errors.js'
import type { Exchange, Proof } from '../../connection/exchange.js'
import type { ExchangeBook } from '../../connection/exchangeBook.js'
import { type Scan, scanDocument, scanStream } from '../../connection/scanAnswer.js'
import { asksForImages, isBilled } from '../../metering/priceRequest.js'
import { imageHashes, imageUrls } from '../../verification/imageHashes.js'
import { toText } from '../../verification/readChatId.js'
import { parseObject } from '../parseObject.js'
import { copyOf } from './copyOf.js'
import { holdDone } from './holdDone.js'
import type { Answer, Ending, Link, Outcome, Outgoing } from './link.js'
import { relay } from './relay.js'

type Recording = {
  provider: Address
  book: ExchangeBook
  /** Milliseconds since the epoch. */
  now: () => number
  /** A stream on which nothing moves for so many milliseconds is ended. */
  mostIdleMs: number
  /** Where an answer counts only once it is proven. */
  prove: ((exchange: Exchange) => Promise<Proof>) | null
}

/** More than any answer of a model that is no stream. */
const mostBytes = 256 * 2 ** 20

/**
 * Keeps a record of every answer: the hashes of the exact bytes of both sides, taken as they pass, and what they say of id and usage. A document is
 * read whole before it is handed over; a stream passes on chunk by chunk.
 */
export const record =
  (recording: Recording): Link =>
  (next) =>
  async (request) => {
    const outcome = await next(request)
    if (!('answer' in outcome) || !isBilled(request)) return outcome
    const { response } = outcome.answer
    const isStream = /^text\/event-stream\b/i.test(response.headers.get('content-type') ?? '')
    const kept = beginRecord(request, outcome.answer, recording)
    try {
      return isStream ? passStream(request, kept, recording) : await readDocument(request, kept, recording)
    } catch (error) {
      // Such as a store that doesn't take note of the fee. It was answered, so that nobody may ask again.
      if (!BaseError.is(error)) throw error
      return { failure: { kind: 'own', error, mayBeBilled: true, retry: 'never' } }
    }
  }

type Kept = ReturnType<typeof beginRecord>

function beginRecord(request: Outgoing, { response, settle }: Answer, { provider, now, book }: Recording) {
  const { headers } = response
  let resolve: () => void = () => undefined
  const ended = new Promise<void>((done) => {
    resolve = done
  })
  const exchange: Exchange = {
    provider,
    ...{ startedAt: now(), endedAt: null, path: request.path, key: headers.get('zg-res-key') },
    ...{ completionId: null, encoding: encodingOf(headers), state: 'open', usage: null, fee: null },
    ...{ requestHash: bytesToHex(sha256(request.body ?? new Uint8Array())), responseHash: null },
    ...{ imageHashes: null, imageUrls: [], proof: null, ended },
  }
  const close = (state: Exchange['state'], found: Partial<Exchange>) => {
    Object.assign(exchange, { ...found, state, endedAt: now() })
    resolve()
  }
  const end = async (how: Ending['how'], found: Partial<Exchange>, { id, usage }: Scan) => {
    if (id !== null) book.name(exchange, { completionId: id })
    try {
      exchange.fee = await settle({ how, usage })
    } finally {
      close(how, { ...found, usage })
    }
  }
  return { response, exchange, settle, close, end, add: (shown: Response) => book.add(exchange, shown) }
}

/** `fetch` takes a compression off before anybody can hash what was signed. */
function encodingOf(headers: Headers): string | null {
  const encoding = headers.get('content-encoding')
  return encoding === null || encoding === 'identity' ? null : encoding
}

async function readDocument(request: Outgoing, kept: Kept, recording: Recording): Promise<Outcome> {
  const { response, exchange, end, add } = kept
  const { provider, prove } = recording
  const nothing = { id: null, usage: null }
  let bytes: Uint8Array<ArrayBuffer>
  try {
    const what = `Provider ${provider}`
    bytes = new Uint8Array(await readBody(response, { what, url: response.url, mostBytes }))
  } catch (cause) {
    const { signal } = request
    add(response)
    await end(signal?.aborted ? 'left' : 'cut', {}, nothing)
    if (signal?.aborted) return { aborted: { reason: signal.reason, mayBeBilled: true } }
    const error = new AnswerLostError({ provider, began: true, cause })
    return { failure: { kind: 'network', error, mayBeBilled: true, retry: 'never' } }
  }
  const text = toText(bytes)
  const shown = copyOf(response, bytes)
  add(shown)
  if (isJob(request)) return submitted(shown, text, kept, recording)
  const hashes = {
    responseHash: bytesToHex(sha256(bytes)),
    // A chat's answer could hide what was signed in fields like those of images.
    ...(asksForImages(request) ? { imageHashes: await imageHashes(text), imageUrls: imageUrls(text) } : {}),
  }
  await end('complete', hashes, scanDocument(text))
  const report = (await prove?.(exchange))?.report
  if (report && report.verdict !== 'verified') {
    const error = new UnprovenError({ provider, report })
    return { failure: { kind: 'proof', error, mayBeBilled: true, retry: 'never' } }
  }
  return { answer: { response: shown, settle: async () => exchange.fee } }
}

const isJob = ({ path }: Outgoing) => path.startsWith('/v1/async/')

/** The answer is made later, and costs what was asked for; who follows the job closes the record. */
async function submitted(
  shown: Response,
  text: string,
  { exchange, settle, close }: Kept,
  { book }: Recording,
): Promise<Outcome> {
  exchange.fee = await settle({ how: 'complete', usage: null })
  const id = parseObject(text)?.jobId
  if (typeof id !== 'string') close('cut', {})
  else {
    book.name(exchange, { completionId: id })
    book.addJob(id, { exchange, close })
  }
  return { answer: { response: shown, settle: async () => exchange.fee } }
}

function passStream(
  request: Outgoing,
  { response, exchange, end, add }: Kept,
  recording: Recording,
): Outcome {
  const { provider, prove, mostIdleMs } = recording
  const hash = sha256.create()
  const { scan, push, end: endScan } = scanStream()
  const done = prove ? holdDone() : null
  const watching = {
    onChunk: (chunk: Uint8Array) => {
      hash.update(chunk)
      push(chunk)
      return done ? done.pass(chunk) : chunk
    },
    onEnd: async (how: Ending['how']) => {
      endScan(how)
      const hashes = how === 'complete' ? { responseHash: bytesToHex(hash.digest()) } : {}
      await end(how, hashes, scan)
      if (how !== 'complete' || !prove) return null
      const { report } = await prove(exchange)
      if (report.verdict !== 'verified') throw new UnprovenError({ provider, report })
      return done?.rest() ?? null
    },
    toError: (cause: unknown) => new AnswerLostError({ provider, began: true, cause }),
    mostIdleMs,
  }
  const body = response.body ?? new Blob([]).stream()
  const shown = copyOf(response, relay(body, watching, request.signal))
  add(shown)
  return { answer: { response: shown, settle: async () => exchange.fee } }
}
