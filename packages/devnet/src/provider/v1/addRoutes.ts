import { randomUUID } from 'node:crypto'
import type { Context, Hono } from 'hono'
import { type ExchangeParts, exchange } from '../exchange.js'
import type { Equipment } from '../generation.js'
import { readBody } from '../readBody.js'
import { ProviderRejection, refuse } from '../rejection.js'
import { type AdmitParts, admit } from './admit.js'
import type { DstackReport } from './dstackReport.js'
import { type Endpoint, endpoints } from './endpoints.js'
import { modelList } from './modelList.js'
import { openSession } from './openSession.js'
import type { Pricing } from './pricing/readPricing.js'
import type { ProviderChain } from './providerChain.js'

export type RouteParts = Equipment &
  AdmitParts &
  ExchangeParts & {
    chain: Pick<ProviderChain, 'address' | 'signer' | 'findAccount' | 'findService'>
    report: DstackReport
    /** As configured; the prices on chain go first. */
    pricing: Pricing
  }

const root = '/v1/proxy'

/** The routes of a provider of the v1 protocol. */
export function addRoutes(app: Hono, parts: RouteParts): void {
  const { signer, report, readFault, upstream, chain, book } = parts

  for (const [path, endpoint] of Object.entries(endpoints))
    app.post(`${root}${path}`, ({ req }) => answerBilled(req.raw, { path, endpoint }, parts))

  app.get(`${root}/signature/:id`, (context) => {
    const document = signer.find(context.req.param('id'))
    if (document) return context.json(document)
    throw refuse('get chat signature', 'Chat id not found or expired, chat_id_not_found')
  })
  app.get(`${root}/attestation/report`, (context) => context.json(report.upstream()))
  const passOn = async ({ req }: Context): Promise<Response> =>
    upstream({
      method: req.method,
      path: req.path.slice(root.length),
      contentType: req.header('content-type') ?? null,
      body: /^(GET|HEAD)$/.test(req.method) ? null : await readBody(req.raw),
    })
  // Free: the model's own evidence.
  for (const path of ['attestation', 'signature']) app.all(`${root}/${path}/*`, passOn)
  // Known callers only, but nothing to pay.
  app.all(`${root}/videos/*`, async (context) => {
    await openSession(context.req.raw.headers, parts)
    return passOn(context)
  })
  app.all(`${root}/*`, () => {
    throw new ProviderRejection('unsupported endpoint: endpoint not supported')
  })

  app.get('/v1/quote', (context) => context.json(report.own(readFault())))
  app.get('/v1/models', async (context) => context.json(modelList(parts, await chain.findService())))
  app.get('/v1/user/:user/unsettledfee', async (context) => {
    const { user } = await openSession(context.req.raw.headers, parts)
    if (context.req.param('user') !== user.toLowerCase())
      throw new ProviderRejection('you can only query your own unsettled fee', 403)
    return context.json({ userAddress: user, unsettledFee: String(book.unsettled(user)) })
  })
}

/** The way of every request that costs something: who asks, what it costs, whether that is covered; then the answer. */
async function answerBilled(
  request: Request,
  { path, endpoint }: { path: string; endpoint: Endpoint },
  parts: RouteParts,
): Promise<Response> {
  const { chain, model, upstream, readFault } = parts
  const bytes = await readBody(request)
  const { user } = await openSession(request.headers, parts)
  const service = await chain.findService()
  const key = randomUUID()
  const contentType = request.headers.get('content-type')
  const { inputPrice, outputPrice } = service ?? parts.pricing
  const pricing = { ...parts.pricing, inputPrice, outputPrice }
  const question = await endpoint({ path, contentType, bytes, key, model, upstream, pricing })
  const row = await admit({ user, fee: question.fee, key }, service, parts)
  const fault = readFault()?.kind ?? null
  const answer = await exchange(question, row, { fault, nameOf: () => key }, parts)
  if (answer.status === 200) answer.headers.set('zg-res-key', key)
  answer.headers.set('x-accel-buffering', 'no')
  return answer
}
