import { answerHeaders } from '../answerHeaders.js'
import { callModel } from '../callModel.js'
import { readBody } from '../readBody.js'
import type { Upstream } from '../upstream.js'

/** Sends a request below `/v1/proxy` on as it is, but for its headers, and gives the answer as it comes. Nobody pays for it. */
export async function passOn(request: Request, upstream: Upstream): Promise<Response> {
  const { pathname, search } = new URL(request.url)
  const answer = await callModel(async () =>
    upstream({
      method: request.method,
      path: pathname.replace(/^\/v1\/proxy(\/v1(?=\/))?/i, '') + search,
      contentType: request.headers.get('content-type'),
      body: /^(GET|HEAD)$/.test(request.method) ? null : await readBody(request),
    }),
  )
  return new Response(answer.body, { status: answer.status, headers: answerHeaders(answer.headers) })
}
