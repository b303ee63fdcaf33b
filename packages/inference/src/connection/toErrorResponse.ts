import { InsufficientBalanceError, LedgerNotFoundError, SubAccountNotFoundError } from '@zg/contracts'
import { type BaseError, NetworkError } from '@zg/core'
import { CredentialError, CredentialMissingError } from '../auth/eddsa/errors.js'
import {
  ApiKeysExhaustedError,
  AuthAccountError,
  InvalidSessionError,
  SessionSignatureError,
} from '../auth/session/errors.js'
import {
  HeadersRefusedError,
  ProviderBusyError,
  ProviderError,
  ProviderFailedError,
  ProviderNotAcknowledgedError,
  ServiceNotAcknowledgedError,
} from '../errors.js'
import type { Failure } from '../http/links/link.js'
import { BudgetExceededError, ProviderQuarantinedError, UnboundedRequestError } from '../metering/errors.js'
import { AnswerLostError, ForeignUrlError, NoProviderError, UnprovenError } from './errors.js'

type Class = abstract new (...args: never[]) => BaseError

/** Statuses by which OpenAI's clients know what they can do: money, who asks, what isn't proven, a server that was lost. */
const statuses: readonly (readonly [number, readonly Class[]])[] = [
  [402, [InsufficientBalanceError, SubAccountNotFoundError, LedgerNotFoundError, BudgetExceededError]],
  [402, [UnboundedRequestError, ProviderQuarantinedError]],
  [401, [ProviderNotAcknowledgedError, ServiceNotAcknowledgedError, HeadersRefusedError]],
  [401, [SessionSignatureError, InvalidSessionError, AuthAccountError, ApiKeysExhaustedError]],
  [401, [CredentialError, CredentialMissingError]],
  [424, [UnprovenError]],
  [502, [AnswerLostError]],
  [503, [NoProviderError]],
  [400, [ForeignUrlError]],
]

/**
 * An error as OpenAI's API would answer it, so that any client shows its text: frameworks take what a `fetch` throws for a broken connection and try again.
 * `x-should-retry: false` tells them not to: what may end better was tried again already. `kind` is what the failure was about, for an error of somebody
 * else's, such as a top-up's.
 */
export function toErrorResponse(error: BaseError, kind: Failure['kind'] = 'own'): Response {
  // A provider may answer with any number, and a Response takes few.
  const said = statusOf(error, kind)
  const status = said >= 400 && said <= 599 ? said : 502
  const headers = new Headers({ 'content-type': 'application/json', 'x-should-retry': 'false' })
  const ms =
    error instanceof ProviderBusyError || error instanceof NoProviderError ? error.retryAfterMs : undefined
  if (ms !== undefined) headers.set('retry-after', String(Math.ceil(ms / 1_000)))
  const { name, message, metaMessages } = error
  const body = { error: { message, type: typeOf(status), param: null, code: name, remedy: metaMessages } }
  return new Response(JSON.stringify(body), { status, headers })
}

function statusOf(error: BaseError, kind: Failure['kind']): number {
  const [known] = statuses.find(([, classes]) => classes.some((each) => error instanceof each)) ?? []
  if (known !== undefined) return known
  // This network answers 400 where a provider failed: to a client that would be its own fault.
  if (error instanceof ProviderFailedError) return error.status >= 500 ? error.status : 502
  if (error instanceof ProviderBusyError) return Math.max(error.status, 429)
  if (error instanceof ProviderError) return error.status
  if (error instanceof NetworkError) return error.reason === 'timeout' ? 504 : 502
  return kind === 'funds' ? 402 : 400
}

/** The words that OpenAI's API has for it. */
function typeOf(status: number): string {
  if (status === 402) return 'insufficient_quota'
  if (status === 401) return 'authentication_error'
  return status < 500 && status !== 424 ? 'invalid_request_error' : 'server_error'
}
