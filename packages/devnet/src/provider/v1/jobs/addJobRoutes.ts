import type { Hono } from 'hono'
import { readBody } from '../../readBody.js'
import { ProviderRejection, refuse } from '../../rejection.js'
import { admitBilled, askBilled, type BilledParts } from '../answerBilled.js'
import { endpoints } from '../endpoints.js'
import { openSession } from '../openSession.js'
import type { Jobs } from './createJobs.js'
import { describeJob } from './describeJob.js'

const root = '/v1/async'
const types = ['text-to-image', 'image-editing'] as const
const context = 'submit async job'
/** What the stages of a request are called when it becomes a job; the empty ones aren't named. */
const stages = {
  'validate request: ': '',
  'get text-to-image steps: ': 'parse text-to-image request: ',
  'get image-editing parameters: ': 'parse image-editing request: ',
} as const

/** The routes of requests that are answered later: for images alone. */
export function addJobRoutes(app: Hono, parts: BilledParts & { jobs: Jobs }): void {
  const { jobs, serviceType } = parts

  for (const type of types) {
    const { path } = endpoints[type]
    app.post(`${root}${path}`, async ({ req }) => {
      requireOffer(type === serviceType)
      const { user } = await openSession(req.raw.headers, parts)
      const bytes = await readBody(req.raw)
      if (bytes.length === 0) throw new ProviderRejection('request body is required')
      if (jobs.isFull()) throw refuse(context, 'async job queue is full, please try again later')
      const letIn = await admitBilled({ user, path, bytes, request: req.raw }, parts).catch(inContext)
      const { id, status } = jobs.submit({ user, key: letIn.key }, () => askBilled(letIn, parts))
      return Response.json({ jobId: id, status }, { status: 202 })
    })
  }
  app.get(`${root}/jobs/:id`, async ({ req }) => {
    requireOffer(types.some((type) => type === serviceType))
    const { user } = await openSession(req.raw.headers, parts)
    const job = jobs.find(req.param('id'))
    if (!job) throw new ProviderRejection('job not found', 404)
    if (job.user !== user) throw new ProviderRejection('you do not have permission to access this job', 403)
    return describeJob(job)
  })
}

/** The network's providers refuse a job with words of its own before those of the stage that failed. */
function inContext(error: unknown): never {
  if (!(error instanceof ProviderRejection) || error.stage !== 'request') throw error
  const [from = '', to = ''] = Object.entries(stages).find(([stage]) => error.message.startsWith(stage)) ?? []
  throw refuse(context, `${to}${error.message.slice(from.length)}`)
}

function requireOffer(isOffered: boolean): void {
  if (!isOffered) throw new ProviderRejection('async processing is not enabled', 503)
}
