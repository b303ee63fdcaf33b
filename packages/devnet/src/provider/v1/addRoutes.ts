import type { Hono } from 'hono'
import { ProviderRejection, refuse } from '../rejection.js'
import type { ResponseSigner } from '../responseSigner.js'
import { answerBilled, type BilledParts } from './answerBilled.js'
import { type DstackReport, readNonce } from './dstackReport.js'
import { endpoints } from './endpoints.js'
import type { ImageStore } from './images/imageStore.js'
import { serveImage } from './images/serveImage.js'
import { addJobRoutes } from './jobs/addJobRoutes.js'
import type { Jobs } from './jobs/createJobs.js'
import { releaseAfter } from './limits/releaseAfter.js'
import { modelList } from './modelList.js'
import { openSession } from './openSession.js'
import { passOn } from './passOn.js'
import type { ProviderChain } from './providerChain.js'

type RouteParts = BilledParts & {
  chain: Pick<ProviderChain, 'address' | 'signer'>
  signer: Pick<ResponseSigner, 'find'>
  report: DstackReport
  images: ImageStore
  jobs: Jobs
}

const root = '/v1/proxy'

/** The routes of a provider of the v1 protocol. */
export function addRoutes(app: Hono, parts: RouteParts): void {
  const { signer, report, faults, upstream, book, memory, limits, images, serviceType } = parts

  app.use(`${root}/*`, async (context, next) => {
    const release = limits.enterProxy(context.req.raw)
    await next()
    context.res = releaseAfter(context.res, release)
  })
  const { path } = endpoints[serviceType]
  app.post(`${root}${path}`, ({ req }) => answerBilled(req.raw, path, parts))
  app.all(`${root}/images/:key/:index`, ({ req }) =>
    serveImage({ ...req.param(), method: req.method }, { store: images, enter: limits.enterImages }),
  )

  app.get(`${root}/signature/:id`, (context) => {
    const document = signer.find(context.req.param('id'))
    if (document) return context.json(document)
    throw refuse('get chat signature', 'Chat id not found or expired, chat_id_not_found')
  })
  app.get(`${root}/attestation/report`, (context) =>
    context.json(report.upstream(readNonce(context.req.query('nonce')))),
  )
  // Free: the model's own evidence.
  for (const path of ['attestation', 'signature'])
    app.all(`${root}/${path}/*`, ({ req }) => passOn(req.raw, upstream))
  // Known callers only, but nothing to pay.
  app.all(`${root}/videos/:rest{.+}`, async ({ req }) => {
    await openSession(req.raw.headers, parts)
    return passOn(req.raw, upstream)
  })
  app.all(`${root}/*`, () => {
    throw new ProviderRejection('unsupported endpoint: endpoint not supported')
  })

  app.use('/v1/*', async ({ req }, next) => {
    if (!req.path.startsWith(`${root}/`)) limits.enterOther(req.raw)
    await next()
  })
  addJobRoutes(app, parts)
  app.get('/v1/quote', (context) => context.json(report.own(faults.take('quote'))))
  app.get('/v1/models', async (context) => context.json(modelList(parts, await memory.findService())))
  app.get('/v1/user/:user/unsettledfee', async (context) => {
    const { user } = await openSession(context.req.raw.headers, parts)
    if (context.req.param('user') !== user.toLowerCase())
      throw new ProviderRejection('you can only query your own unsettled fee', 403)
    return context.json({ userAddress: user, unsettledFee: String(book.unsettled(user)) })
  })
}
