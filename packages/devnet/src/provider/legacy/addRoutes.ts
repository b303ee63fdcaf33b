import type { Hono } from 'hono'
import { askChat } from '../askChat.js'
import { readChatRequest } from '../chatRequest.js'
import { type ExchangeParts, exchange } from '../exchange.js'
import type { Faults } from '../faults/createFaults.js'
import type { createEvidence } from '../quote.js'
import { readBody } from '../readBody.js'
import { ProviderRejection, refuse } from '../rejection.js'
import type { ResponseSigner } from '../responseSigner.js'
import type { Upstream } from '../upstream.js'
import { feeOf } from '../usage.js'
import { type AdmitParts, admit } from './admit.js'
import { readBillingHeaders } from './billingHeaders.js'

type Parts = AdmitParts &
  ExchangeParts & {
    signer: Pick<ResponseSigner, 'sign' | 'find'>
    model: string
    upstream: Upstream
    evidence: ReturnType<typeof createEvidence>
    settle: () => Promise<unknown>
    faults: Faults
  }

/** The routes of a provider of the legacy protocol. */
export function addRoutes(app: Hono, parts: Parts): void {
  const { signer, evidence, settle, faults, prices } = parts

  app.post('/v1/proxy/chat/completions', async ({ req }) => {
    const headers = readBillingHeaders(req.raw.headers)
    const request = await readChatRequest(req.raw)
    const row = await admit(headers, request.inputBytes, parts)
    const question = askChat(request, {
      ...parts,
      feeOf: (tally) => feeOf(tally, request.inputBytes, prices),
    })
    return exchange(question, row, { nameOf: ({ id }) => id }, parts)
  })
  app.get('/v1/proxy/signature/:id', (context) => {
    const document = signer.find(context.req.param('id'))
    if (document) return context.json(document)
    throw refuse('get chat signature', 'Chat id not found or expired, chat_id_not_found')
  })
  app.get('/v1/proxy/attestation/report', (context) => context.json(evidence.report()))
  // The network's providers of that time pass everything else to the model, unpaid and unchecked: a hole that is closed here.
  app.all('/v1/proxy/*', () => {
    throw new ProviderRejection('unsupported endpoint: endpoint not supported')
  })

  app.get('/v1/quote', (context) => context.json(evidence.quote(faults.take('quote'))))
  app.post('/v1/quote/verify/gpu', async (context) => {
    if (evidence.isOwnGpuPayload(await readBody(context.req.raw))) return context.json({ simulated: true })
    throw new ProviderRejection('Provider: verify GPU evidence: not the evidence of this provider')
  })
  app.post('/v1/settle', async (context) => {
    await settle()
    return context.body(null, 202)
  })
}
