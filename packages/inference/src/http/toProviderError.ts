import { InsufficientBalanceError, type Protocol, type Rejection } from '@zg/contracts'
import { type BaseError, formatOg } from '@zg/core'
import type { Address } from 'viem'
import {
  HeadersRefusedError,
  ProviderBusyError,
  type ProviderError,
  ProviderFailedError,
  ProviderNotAcknowledgedError,
  RequestRefusedError,
  ServiceNotAcknowledgedError,
  SessionNotYetKnownError,
  SessionRefusedError,
} from '../errors.js'

/** A provider's answer that isn't an answer. */
export type ProviderReply = {
  status: number
  body: string
  /** Where the request went, for a hint when the path is wrong. */
  url?: string | undefined
  /** What its `Retry-After` header says, in milliseconds. */
  retryAfterMs?: number | undefined
}

/**
 * Turns a provider's refusal into a typed error. Its text decides, because this network answers 400 to nearly everything.
 *
 * Gives `InsufficientBalanceError` (`where: 'subAccount'`), `ProviderNotAcknowledgedError`, `ServiceNotAcknowledgedError`, `HeadersRefusedError` (for
 * sessions its classes `SessionRefusedError` and `SessionNotYetKnownError`), `RequestRefusedError`, `ProviderBusyError` or `ProviderFailedError`; it
 * throws nothing itself.
 *
 * @example
 * ```ts
 * import { v1 } from '@zg/contracts'
 * import { toProviderError } from '@zg/inference'
 *
 * const provider = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'
 * const body = '{"error":"validate session: session token expired"}'
 * const error = toProviderError({ protocol: v1, provider, status: 400, body })
 * console.log(error.name) // HeadersRefusedError
 * ```
 */
export function toProviderError({
  protocol,
  provider,
  ...reply
}: { protocol: Protocol; provider: Address } & ProviderReply): BaseError {
  const { status, url } = reply
  return toRefusalError({ protocol, provider, status, url, rejection: classifyReply(protocol, reply) })
}

/** What a refusal means, its headers included. */
export function classifyReply(
  { classify }: Pick<Protocol, 'classify'>,
  { status, body, retryAfterMs }: ProviderReply,
): Rejection {
  const rejection = classify(status, body)
  return rejection.kind === 'busy' && retryAfterMs !== undefined ? { ...rejection, retryAfterMs } : rejection
}

type Refused = ProviderError.Options & { protocol: Protocol; url: string | undefined }

/** The same for a refusal that is understood already. */
export function toRefusalError({ protocol, url, ...options }: Refused): BaseError {
  const { provider, status, rejection } = options
  if (lacksPath(status, url)) return new RequestRefusedError({ ...options, hint: pathHint })
  switch (rejection.kind) {
    case 'funds':
      return tooPoor(rejection, provider)
    case 'signer':
      return rejection.missing === 'owner'
        ? new ServiceNotAcknowledgedError({ provider })
        : new ProviderNotAcknowledgedError({ provider })
    case 'auth':
      return toAuthError(protocol, options)
    case 'busy':
      return new ProviderBusyError(options)
    case 'provider':
      return new ProviderFailedError(options)
    case 'request':
      return new RequestRefusedError(options)
  }
}

function toAuthError(protocol: Protocol, options: ProviderError.Options): BaseError {
  const { tokens } = protocol.inference
  if (!tokens) return new HeadersRefusedError(options)
  return options.rejection.session === 'wait'
    ? new SessionNotYetKnownError({ ...options, waitMs: tokens.seenAfterMs })
    : new SessionRefusedError(options)
}

const pathHint = 'The URL lacks /v1/proxy: take the endpoint from getServiceMetadata, which adds it.'

/** The web server before a provider denies every other path, in words of its own. */
const lacksPath = (status: number, url: string | undefined) =>
  (status === 403 || status === 404) && url !== undefined && !url.includes('/v1/proxy')

function tooPoor(
  { required, available }: { required?: bigint; available?: bigint },
  provider: Address,
): BaseError {
  const missing = required === undefined || available === undefined ? undefined : required - available
  const amount = missing === undefined || missing <= 0n ? 'more' : `at least ${formatOg(missing)} 0G more`
  const remedy = [`Transfer ${amount} to ${provider} with transferFund.`]
  return new InsufficientBalanceError({ where: 'subAccount', available, required, remedy })
}
