import type { AccountRequiredError } from '@zg/contracts'
import type { BaseError, NetworkError } from '@zg/core'
import type { Address, Client } from 'viem'
import type { Auth, Retry } from '../auth/auth.js'
import { judgeRefusal } from '../http/judgeRefusal.js'
import type { ProviderReply } from '../http/toProviderError.js'
import type { Options } from '../options.js'
import { partiesOf } from '../partiesOf.js'

/**
 * Tells an auth that a provider refused its headers, and says what comes next; for your own `fetch`.
 *
 * `retry` is `again` where `getRequestHeaders` gives other headers now (a session that is over was dropped), `later` where the same ones become
 * valid by themselves (`error` is `SessionNotYetKnownError` and names the wait), else `never`. `error` is what `toProviderError` gives. Retry
 * `again` once: a provider that refuses fresh headers too has another reason.
 *
 * @example
 * ```ts
 * import { type Auth, getRequestHeaders, handleRefusal } from '@zg/inference'
 * import type { Address, Client } from 'viem'
 *
 * async function ask(client: Client, provider: Address, auth: Auth, url: string) {
 *   const headers = await getRequestHeaders(client, { provider, auth })
 *   const reply = await fetch(url, { headers })
 *   if (reply.ok) return reply
 *   const { status } = reply
 *   const { error } = await handleRefusal(client, { provider, auth, headers, status, body: await reply.text() })
 *   throw error
 * }
 * ```
 */
export async function handleRefusal(
  client: Client,
  options: handleRefusal.Parameters,
): Promise<handleRefusal.ReturnType> {
  const { protocol, parties } = await partiesOf(client, options, 'handleRefusal')
  const { auth, headers, status, body, url, retryAfterMs } = options
  const reply = { status, body, url, retryAfterMs }
  const { error, retry } = await judgeRefusal({ protocol, auth, parties, headers, reply })
  return { error, retry }
}

export declare namespace handleRefusal {
  type Parameters = Options &
    ProviderReply & {
      provider: Address
      auth: Auth
      /** The headers that were refused. */
      headers: Readonly<Record<string, string>>
    }
  type ReturnType = { error: BaseError; retry: Retry }
  type ErrorType = AccountRequiredError | NetworkError
}
