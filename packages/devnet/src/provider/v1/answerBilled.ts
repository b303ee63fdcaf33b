import { randomUUID } from 'node:crypto'
import type { Address } from 'viem'
import { type ExchangeParts, exchange } from '../exchange.js'
import type { Equipment } from '../generation.js'
import type { Bill } from '../question.js'
import { readBody } from '../readBody.js'
import type { RequestRecord } from '../runningProvider.js'
import { unitOf } from '../serviceType.js'
import { type AdmitParts, admit, context } from './admit.js'
import { askChain } from './askChain.js'
import type { Endpoint, Priced } from './endpoints.js'
import type { Limits } from './limits/createLimits.js'
import type { Memory } from './limits/createMemory.js'
import { releaseAfter } from './limits/releaseAfter.js'
import { openSession, type SessionParts } from './openSession.js'
import type { Pricing } from './pricing/readPricing.js'

export type BilledParts = Equipment &
  AdmitParts &
  SessionParts &
  ExchangeParts & {
    memory: Memory
    limits: Limits
    endpoint: Endpoint
    /** As configured; the prices on chain go first. */
    pricing: Pricing
  }

/** A request whose sender is known. */
type Known = { user: Address; path: string; bytes: Uint8Array; request: Request }
type LetIn = { question: Priced; row: RequestRecord; key: string }

/** The way of every request that costs something: who asks, how often, what it costs, whether that is covered; then the answer. */
export async function answerBilled(request: Request, path: string, parts: BilledParts): Promise<Response> {
  const { limits, serviceType } = parts
  const bytes = await readBody(request)
  const { user } = await openSession(request.headers, parts)
  const slot = limits.enterUser({ user, type: serviceType, path })
  try {
    const letIn = await admitBilled({ user, path, bytes, request }, parts)
    const answer = await askBilled(letIn, parts)
    if (answer.status === 200) answer.headers.set('zg-res-key', letIn.key)
    answer.headers.set('x-accel-buffering', 'no')
    const names = Object.keys(slot.headers)
    for (const name of names) answer.headers.set(name, slot.headers[name] ?? '')
    if (names.length > 0) answer.headers.set('access-control-expose-headers', names.join(', '))
    return releaseAfter(answer, slot.release)
  } catch (error) {
    slot.release()
    throw error
  }
}

/** Prices a request, and enters it when it is covered. */
export async function admitBilled({ user, path, bytes, request }: Known, parts: BilledParts): Promise<LetIn> {
  const { memory, model, upstream, endpoint, limits, serviceType } = parts
  const service = await askChain(memory.findService(), { what: 'service', context })
  const key = randomUUID()
  const contentType = request.headers.get('content-type')
  const proxyUrl = new URL('/v1/proxy', request.url).href
  const { inputPrice, outputPrice } = service ?? parts.pricing
  const pricing = { ...parts.pricing, inputPrice, outputPrice }
  const question = await endpoint({
    ...{ user, path, contentType, bytes, key, proxyUrl, model, upstream, pricing },
  })
  const row = await admit({ user, fee: question.fee, key }, service, parts)
  const onBill = (bill: Bill) =>
    limits.spend({ user, type: serviceType, amount: unitsOf(question, bill, parts) })
  return { question: { ...question, createMeter: watched(question, onBill) }, row, key }
}

/** Asks for the answer of a request that was let in. */
export const askBilled = ({ question, row, key }: LetIn, parts: BilledParts): Promise<Response> =>
  exchange(question, row, { nameOf: () => key }, parts)

function unitsOf({ imageCount = 0 }: Priced, { usage }: Bill, { serviceType }: BilledParts): number {
  if (unitOf(serviceType) === 'images') return imageCount
  return usage === null ? 0 : usage.prompt_tokens + usage.completion_tokens
}

const watched =
  ({ createMeter }: Priced, onBill: (bill: Bill) => void): Priced['createMeter'] =>
  (headers) => {
    const { push, end } = createMeter(headers)
    return {
      push,
      end: () => {
        const bill = end()
        onBill(bill)
        return bill
      },
    }
  }
