import { serve } from '@hono/node-server'
import type { Contracts } from '@zg/contracts'
import { Hono } from 'hono'
import type { Hex } from 'viem'
import { readBillingHeaders } from './billingHeaders.js'
import { readChatRequest } from './chatRequest.js'
import { exchange } from './exchange.js'
import type { Fault } from './faults.js'
import { createLedgerBook } from './ledgerBook.js'
import { scriptedModel } from './model.js'
import { createProviderChain } from './providerChain.js'
import { createEvidence } from './quote.js'
import { ProviderRejection, refuse } from './rejection.js'
import { createResponseSigner } from './responseSigner.js'
import type { RunningProvider } from './runningProvider.js'
import { createSettler } from './settle.js'
import { createSignatureChecker } from './signatureChecker.js'
import { createUpstream, readUpstreamModel } from './upstream.js'
import { admit } from './validate.js'

export type ProviderOptions = {
  protocol: 'legacy'
  rpcUrl: string
  chainId: number
  contracts: Contracts
  /** Key of the wallet that registers and settles. It must hold money for gas. */
  wallet: Hex
  /** Key that stands in for the TEE's. */
  teeKey: Hex
  model?: string | undefined
  /** Neuron per token. */
  inputPrice: bigint
  outputPrice: bigint
  upstream?: string | undefined
  port?: number | undefined
  settleEveryMs?: number | undefined
  now?: (() => number) | undefined
}

/** Starts a provider of the legacy protocol: an HTTP server on 127.0.0.1, registered on chain, that checks, bills, signs and settles. */
export async function createProvider(options: ProviderOptions): Promise<RunningProvider> {
  const {
    inputPrice,
    outputPrice,
    upstream: upstreamUrl,
    port = 0,
    settleEveryMs = 300_000,
    now = Date.now,
  } = options
  const prices = { inputPrice, outputPrice }
  const model =
    options.model ?? (upstreamUrl === undefined ? scriptedModel : await readUpstreamModel(upstreamUrl))
  const chain = createProviderChain(options)
  const book = createLedgerBook({ now })
  const checker = createSignatureChecker()
  const signer = createResponseSigner({ teeKey: options.teeKey, now })
  const evidence = createEvidence(chain.signer)
  const upstream = createUpstream(upstreamUrl)
  const settle = createSettler({ book, chain })
  let fault: Fault | null = null

  const app = new Hono()
  app.use(async ({ res, req }, next) => {
    await misbehave(fault, req.raw.signal)
    await next()
    res.headers.set('provider', chain.address)
  })
  app.use(async (context, next) => {
    await next()
    context.header('access-control-allow-origin', '*')
    context.header('access-control-expose-headers', 'Provider,content-encoding')
  })
  app.options('*', (context) =>
    context.body(null, 204, { 'access-control-allow-headers': '*', 'access-control-allow-methods': '*' }),
  )

  app.post('/v1/proxy/chat/completions', async ({ req }) => {
    const request = await readChatRequest(req.raw)
    const row = await admit(readBillingHeaders(req.raw.headers), request.inputBytes, {
      chain,
      book,
      checker,
      prices,
    })
    return exchange({
      request,
      row,
      fault: fault?.kind ?? null,
      prices,
      model,
      upstream,
      signer,
      book,
      onBilled: () => settleWhenLow(row.user),
    })
  })
  app.get('/v1/proxy/signature/:id', (context) => {
    const document = signer.find(context.req.param('id'))
    if (document) return context.json(document)
    throw refuse('get chat signature', 'Chat id not found or expired, chat_id_not_found')
  })
  app.get('/v1/proxy/attestation/report', (context) => context.json(evidence.report()))
  // On the live network everything else is passed to the model, unpaid: a hole that is closed here.
  app.all('/v1/proxy/*', () => {
    throw new ProviderRejection('unsupported endpoint: endpoint not supported')
  })
  app.get('/v1/quote', (context) =>
    context.json(evidence.quote(fault?.kind === 'wrongQuote' ? options.contracts.ledger : chain.signer)),
  )
  app.post('/v1/quote/verify/gpu', async (context) => {
    if (evidence.isOwnGpuPayload(await context.req.text())) return context.json({ simulated: true })
    throw new ProviderRejection('Provider: verify GPU evidence: not the evidence of this provider')
  })
  app.post('/v1/settle', async (context) => {
    await settle()
    return context.body(null, 202)
  })
  app.onError((error) => {
    const known =
      error instanceof ProviderRejection ? error : new ProviderRejection(`Provider: ${error.message}`, 500)
    return new Response(known.body, {
      status: known.status,
      headers: {
        'content-type': 'application/json',
        provider: chain.address,
        'access-control-allow-origin': '*',
      },
    })
  })

  const settleWhenLow = async (user: Hex): Promise<void> => {
    const account = await chain.findAccount(user)
    const threshold = (inputPrice + outputPrice) * 10_000n
    if (account && account.balance - account.pendingRefund - book.unsettled(user) < threshold) await settle()
  }

  const { server, url } = await listen(app, port)
  const timer = setInterval(
    () => void settle().catch((error: unknown) => process.emitWarning(String(error))),
    settleEveryMs,
  )
  timer.unref()
  const stop = async () => {
    clearInterval(timer)
    await checker.stop()
    await server.stop()
  }
  try {
    await chain.register({ url, model, ...prices })
  } catch (error) {
    await stop()
    throw error
  }

  return {
    address: chain.address,
    url,
    model,
    serviceType: 'chatbot',
    signer: chain.signer,
    settle,
    requests: book.rows,
    setFault: (next) => {
      fault = next
    },
    stop,
  }
}

async function misbehave(fault: Fault | null, signal: AbortSignal): Promise<void> {
  if (fault?.kind === 'unavailable') throw new ProviderRejection('the service is unavailable', 503)
  if (fault?.kind === 'hang')
    await new Promise((_, reject) =>
      signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
    )
  if (fault?.kind === 'latency') await new Promise((resolve) => setTimeout(resolve, fault.ms))
}

function listen(app: Hono, port: number): Promise<{ server: { stop: () => Promise<void> }; url: string }> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port }, ({ port: taken }) => {
      resolve({ server: { stop }, url: `http://127.0.0.1:${taken}` })
    })
    server.once('error', reject)
    const stop = () =>
      new Promise<void>((done) => {
        server.close(() => done())
        if ('closeAllConnections' in server) server.closeAllConnections()
      })
  })
}
