import type { Rejection } from '@zg/contracts'
import { BaseError } from '@zg/core'
import type { Address } from 'viem'

/** The provider's TEE signer is not recorded in the user's account, so it is not known who may sign and settle. */
export class ProviderNotAcknowledgedError extends BaseError {
  override readonly name: string = 'ProviderNotAcknowledgedError'
  readonly provider: Address

  constructor({ provider, cause }: { provider: Address; cause?: unknown }) {
    super(`The signer of provider ${provider} is not acknowledged.`, {
      metaMessages: ['Call acknowledgeProviderSigner(provider) once.'],
      cause,
    })
    this.provider = provider
  }
}

/** The contracts' owner doesn't vouch for the provider's TEE signer, or not any more. */
export class ServiceNotAcknowledgedError extends BaseError {
  override readonly name: string = 'ServiceNotAcknowledgedError'
  readonly provider: Address

  constructor({ provider }: { provider: Address }) {
    super(`The signer of provider ${provider} is not acknowledged by the network's owner.`, {
      metaMessages: [
        'Nothing was moved or signed, and nothing that you do helps: choose another provider with listService.',
      ],
    })
    this.provider = provider
  }
}

/** The provider's quote is malformed, or names another signer than the JSON beside it. Nothing was recorded. */
export class QuoteError extends BaseError {
  override readonly name: string = 'QuoteError'

  constructor({ provider, reason }: { provider: Address; reason: string }) {
    super(`The quote of provider ${provider} can't be used: ${reason}.`, {
      metaMessages: ['Nothing was recorded. Do not send this provider money; choose another one.'],
    })
  }
}

/** The service's URL on chain is not an http(s) address without credentials. */
export class InvalidServiceUrlError extends BaseError {
  override readonly name: string = 'InvalidServiceUrlError'

  constructor({ provider, reason }: { provider: Address; reason: string }) {
    super(`The URL that provider ${provider} registered can't be used: ${reason}.`, {
      metaMessages: ['Choose another provider with listService.'],
    })
  }
}

/** A provider refused a request; the classes below it say why. */
export class ProviderError extends BaseError {
  override readonly name: string = 'ProviderError'
  readonly provider: Address
  /** HTTP status: 400 for nearly everything on this network. */
  readonly status: number
  readonly kind: Rejection['kind']
  /** The provider's own words. */
  readonly text: string

  constructor(
    shortMessage: string,
    { provider, status, rejection, remedy }: ProviderError.Options & { remedy: readonly string[] },
  ) {
    super(shortMessage, { metaMessages: remedy, details: rejection.text })
    this.provider = provider
    this.status = status
    this.kind = rejection.kind
    this.text = rejection.text
  }
}

export declare namespace ProviderError {
  type Options = { provider: Address; status: number; rejection: Rejection }
}

/** The request itself is not acceptable to the provider, such as a fee below what the body costs. */
export class RequestRefusedError extends ProviderError {
  override readonly name: string = 'RequestRefusedError'

  constructor(options: ProviderError.Options & { hint?: string | undefined }) {
    super(`Provider ${options.provider} refused the request (${options.status}).`, {
      ...options,
      remedy: [options.hint ?? 'Correct the request. Headers pay for the messages that they were made for.'],
    })
  }
}

/** Signature, nonce or session were refused: used headers, another account's, or changed ones. */
export class HeadersRefusedError extends ProviderError {
  override readonly name: string = 'HeadersRefusedError'

  constructor(options: ProviderError.Options & { remedy?: readonly string[] | undefined }) {
    super(`Provider ${options.provider} refused the request's headers (${options.status}).`, {
      ...options,
      remedy: options.remedy ?? [
        'Each header set pays for one request: call getRequestHeaders for every attempt.',
      ],
    })
  }
}

/** A session or an API key was refused: it is over, revoked, or another provider's. */
export class SessionRefusedError extends HeadersRefusedError {
  override readonly name: string = 'SessionRefusedError'

  constructor(options: ProviderError.Options) {
    super({
      ...options,
      remedy: [
        'Open another session: pass the refusal to handleRefusal, then call getRequestHeaders again. In place of an API key, create another.',
        'If new ones are refused too, check this machine’s clock and that the account is the right one.',
      ],
    })
  }
}

/** The provider hasn't seen yet that the user revoked all sessions, so it doesn't take new ones. They become valid by themselves. */
export class SessionNotYetKnownError extends HeadersRefusedError {
  override readonly name: string = 'SessionNotYetKnownError'
  /** Milliseconds that it takes at most. */
  readonly waitMs: number

  constructor({ waitMs, ...options }: ProviderError.Options & { waitMs: number }) {
    super({
      ...options,
      remedy: [
        `It hasn't seen yet that all sessions were revoked. Wait, at most ${waitMs / 60_000} minutes, then try again; or give a longer timeoutMs.`,
      ],
    })
    this.waitMs = waitMs
  }
}

/** The provider has too much to do, or a limit was reached. */
export class ProviderBusyError extends ProviderError {
  override readonly name: string = 'ProviderBusyError'
  /** Milliseconds to wait; undefined where the provider doesn't say. */
  readonly retryAfterMs: number | undefined

  constructor(options: ProviderError.Options) {
    const { retryAfterMs } = options.rejection
    const wait = retryAfterMs === undefined ? 'Wait' : `Wait ${retryAfterMs / 1_000} seconds`
    super(`Provider ${options.provider} is busy (${options.status}).`, {
      ...options,
      remedy: [`${wait}, then try again.`],
    })
    this.retryAfterMs = retryAfterMs
  }
}

/** A provider answered with something else than what this network's providers answer. */
export class ProviderReplyError extends BaseError {
  override readonly name: string = 'ProviderReplyError'
  readonly provider: Address

  constructor({ provider, what, reason }: { provider: Address; what: string; reason: string }) {
    super(`What provider ${provider} answered is no ${what}: ${reason}.`, {
      metaMessages: ['Try again, or choose another provider with listService.'],
    })
    this.provider = provider
  }
}

/** The provider failed, or what stands behind it. */
export class ProviderFailedError extends ProviderError {
  override readonly name: string = 'ProviderFailedError'

  constructor(options: ProviderError.Options) {
    super(`Provider ${options.provider} failed (${options.status}).`, {
      ...options,
      remedy: ['Try again, or choose another provider with listService.'],
    })
  }
}
