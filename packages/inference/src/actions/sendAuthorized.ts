import type { Deadline } from '@zg/contracts/read'
import type { BaseError } from '@zg/core'
import type { Client } from 'viem'
import { askAuthorized } from '../http/askAuthorized.js'
import type { ProviderReply } from '../http/toProviderError.js'
import { authRequestOf, type getRequestHeaders } from './getRequestHeaders.js'

/**
 * Sends a request with headers that pay for it, and retries what a refusal of the headers allows: once with fresh headers where a session is
 * over; and until `timeoutMs` while the provider hasn't seen yet that all sessions were revoked, with `pauseMs` (2 s) between.
 *
 * `send` makes one attempt and gives at least status and body; what remains of the time is its second argument. Gives the first reply below 400. Throws
 * what `getRequestHeaders` throws, the typed error of a refusal (`toProviderError`), and what `send` throws. Nothing else is retried: it may have
 * been billed.
 *
 * @example
 * ```ts
 * import { type Auth, sendAuthorized } from '@zg/inference'
 * import type { Address, Client } from 'viem'
 *
 * const ask = (client: Client, provider: Address, auth: Auth, url: string, body: string) =>
 *   sendAuthorized(client, {
 *     provider,
 *     auth,
 *     timeoutMs: 60_000,
 *     send: async (headers, { signal = null }) => {
 *       const reply = await fetch(url, { method: 'POST', headers, body, signal })
 *       return { status: reply.status, body: await reply.text() }
 *     },
 *   })
 * ```
 */
export async function sendAuthorized<reply extends ProviderReply>(
  client: Client,
  options: sendAuthorized.Parameters<reply>,
): Promise<reply> {
  const { protocol, request } = await authRequestOf(client, options, 'sendAuthorized')
  return askAuthorized({ ...options, protocol, request, url: client.transport.url })
}

export declare namespace sendAuthorized {
  type Parameters<reply extends ProviderReply> = getRequestHeaders.Parameters & {
    send: (headers: Record<string, string>, deadline: Deadline) => Promise<reply>
    pauseMs?: number | undefined
  }
  type ErrorType = getRequestHeaders.ErrorType | BaseError
}
