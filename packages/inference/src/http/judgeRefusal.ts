import type { Protocol, Rejection } from '@zg/contracts'
import type { BaseError } from '@zg/core'
import type { Auth, AuthParties, Retry } from '../auth/auth.js'
import { classifyReply, type ProviderReply, toRefusalError } from './toProviderError.js'

export type Judged = {
  protocol: Protocol
  auth: Auth
  parties: AuthParties
  headers: Readonly<Record<string, string>>
  reply: ProviderReply
}

/** Tells the auth of a refusal, and says what the caller can do: the typed error, and whether another attempt may end better. */
export async function judgeRefusal({
  protocol,
  auth,
  parties: { chainId, contracts, user, provider },
  headers,
  reply: said,
}: Judged): Promise<{ error: BaseError; retry: Retry; rejection: Rejection }> {
  const reply = { ...said, body: withoutToken(said.body, headers) }
  const { status, url } = reply
  const rejection = classifyReply(protocol, reply)
  const error = toRefusalError({ protocol, provider, status, url, rejection })
  const refusal = { chainId, contracts, user, provider, headers, rejection }
  return { error, retry: (await auth.refused?.(refusal)) ?? 'never', rejection }
}

/** Servers that show the request in their error pages show the token too, which must get into no error and no log. */
function withoutToken(body: string, headers: Judged['headers']): string {
  const token = new Headers(headers).get('authorization')?.replace(/^Bearer /, '')
  return token ? body.replaceAll(token, '…') : body
}
