import { pause } from '@zg/contracts/read'
import type { BaseError, NetworkError } from '@zg/core'
import type { Address, Client } from 'viem'
import type { getRequestHeaders } from '../actions/getRequestHeaders.js'
import type { Outgoing } from '../http/links/link.js'
import { quote } from '../pricing/quote.js'
import { askOrThrow } from './askOrThrow.js'
import { type Asking, createConnection } from './createConnection.js'
import { createExchangeBook } from './exchangeBook.js'
import { type FollowOptions, followJob, type JobAnswer } from './followJob.js'
import { type LineOptions, openLine } from './openLine.js'

/** A way to one provider: what any OpenAI-compatible client needs, and what it can't do. */
export type Connection = Asking & {
  provider: Address
  /** Where images are asked for that are made in the background: an OpenAI-compatible base URL too, whose answers name a job. */
  jobsUrl: string
  /** Waits for a job and verifies its answer. Throws `JobFailedError`, and the typed error of a refusal. */
  job: (id: string, options?: FollowOptions) => Promise<JobAnswer>
  /** What a chat will cost: see `quote`. */
  quote: (messages: readonly quote.Message[], options?: quote.Options) => quote.ReturnType
}

/**
 * Opens a way to one provider: one `fetch` that pays for every request, tries again what may end better, and keeps a record of every answer.
 *
 * Asks the chain once, and refuses what couldn't pay for one request: `SubAccountNotFoundError`, `InsufficientBalanceError` (with the amount to
 * transfer), `ProviderNotAcknowledgedError`, `ServiceNotAcknowledgedError`. What pays goes to the provider's own origin alone and follows no redirect;
 * of the caller's headers only `content-type` and `accept` go on. With `spend` every request's worst case is set aside first. With
 * `require: 'verified'` nothing is sent to a provider that `verifier` doesn't find proven, and no whole answer is handed over that isn't; a stream's chunks
 * pass as they come, and its end is held back until they are proven.
 *
 * @example
 * ```ts
 * import type { Auth } from '@zg/inference'
 * import { connect } from '@zg/inference/connect'
 * import type { Address, Client } from 'viem'
 *
 * async function ask(client: Client, provider: Address, auth: Auth) {
 *   const connection = await connect(client, { provider, auth })
 *   const { content, report } = await connection.chat([{ role: 'user', content: 'What is 2+2?' }])
 *   return report.verdict === 'verified' ? content : null
 * }
 * ```
 */
export async function connect(client: Client, options: connect.Parameters): Promise<connect.ReturnType> {
  const book = createExchangeBook()
  const line = await openLine(client, options, book)
  const { parties, service, root, send } = line
  const { provider } = parties
  const { model } = service
  const asking = createConnection({ root, send, book, provider, model, lineOf: () => line })
  const jobs = {
    ...{ provider, book, verify: asking.verify, ask: (request: Outgoing) => askOrThrow(send, request) },
    ...{ wait: options.wait ?? pause, isRequired: options.require === 'verified' },
  }
  return {
    ...asking,
    provider,
    jobsUrl: `${root}/v1/async`,
    job: (id, following = {}) => followJob(id, following, jobs),
    quote: (messages, quoted) => quote(service, messages, quoted),
  }
}

export declare namespace connect {
  type Parameters = LineOptions
  type ReturnType = Connection
  type ErrorType = getRequestHeaders.ErrorType | NetworkError | BaseError
}
