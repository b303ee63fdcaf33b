import type { Send } from '../http/links/link.js'
import { readOutgoing } from '../http/readOutgoing.js'
import { ForeignUrlError } from './errors.js'
import { toErrorResponse } from './toErrorResponse.js'

/**
 * A `fetch` over the links. It gives a Response for everything that a user can act on, refusals of our own included, and throws what the caller's own
 * signal says, as any `fetch` does.
 */
export const createFetch =
  (send: Send, root: string): typeof globalThis.fetch =>
  async (input, init) => {
    try {
      const outcome = await send(await readOutgoing(input, init, root))
      if ('answer' in outcome) return outcome.answer.response
      if ('aborted' in outcome) throw outcome.aborted.reason
      return toErrorResponse(outcome.failure.error, outcome.failure.kind)
    } catch (error) {
      if (error instanceof ForeignUrlError) return toErrorResponse(error)
      throw error
    }
  }
