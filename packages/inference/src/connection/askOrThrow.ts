import type { Outgoing, Send } from '../http/links/link.js'

/** The answer, or the typed error in its place; an abort is the caller's signal's own reason. */
export async function askOrThrow(send: Send, request: Outgoing): Promise<Response> {
  const outcome = await send(request)
  if ('answer' in outcome) return outcome.answer.response
  throw 'failure' in outcome ? outcome.failure.error : outcome.aborted.reason
}
