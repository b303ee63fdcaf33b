import { BaseError, type Check, type Report } from '@zg/core'
import type { Address } from 'viem'

/** The connection to a provider broke before its answer was whole. Whether it bills the request is for it to say. */
export class AnswerLostError extends BaseError {
  override readonly name: string = 'AnswerLostError'
  readonly provider: Address
  /** Whether some of the answer had come. */
  readonly began: boolean

  constructor({ provider, began, cause }: { provider: Address; began: boolean; cause?: unknown }) {
    super(
      began
        ? `The answer of provider ${provider} broke off.`
        : `The connection to provider ${provider} broke before it answered.`,
      {
        metaMessages: [
          'It may bill the request all the same, so nothing was sent again. Ask again, or choose another provider with listService.',
        ],
        cause,
      },
    )
    this.provider = provider
    this.began = began
  }
}

/** A request to somewhere else than the connection's provider. Nothing was sent: what pays for requests is for that provider alone. */
export class ForeignUrlError extends BaseError {
  override readonly name: string = 'ForeignUrlError'

  constructor({ url, root }: { url: string; root: string }) {
    const { origin, pathname } = URL.canParse(url) ? new URL(url) : { origin: '', pathname: 'not a URL' }
    super(`${origin}${pathname} is not below ${root}/v1/proxy or ${root}/v1/async.`, {
      metaMessages: ['Nothing was sent. Use the connection’s baseUrl as the base URL of your client.'],
    })
  }
}

/** The provider, or its answer, isn't proven, and the connection was told to require that. */
export class UnprovenError extends BaseError {
  override readonly name: string = 'UnprovenError'
  readonly provider: Address
  /** What was checked, and where it failed. */
  readonly report: Report

  constructor({ provider, report }: { provider: Address; report: Report }) {
    const { subject, verdict, checks } = report
    const what = subject === 'provider' ? `Provider ${provider}` : `The answer of provider ${provider}`
    const found = failing(checks)
    super(`${what} is not proven (${verdict}).`, {
      metaMessages: [
        ...(found ? [`${found.name} ${said(found)}.`] : []),
        subject === 'provider'
          ? 'Nothing was sent. Choose another provider with listService, or connect without require.'
          : 'The answer was kept back, and is paid for. Choose another provider with listService, or connect without require.',
      ],
    })
    this.provider = provider
    this.report = report
  }
}

/** The first check that failed, else the first required one that was skipped. */
const failing = (checks: readonly Check[]): Check | undefined =>
  checks.find(({ status }) => status === 'fail') ??
  checks.find(({ status, required }) => status === 'skipped' && required)

const said = ({ status, reason }: Check): string =>
  `${status === 'fail' ? 'failed' : 'was skipped'}${reason === undefined ? '' : `: ${reason}`}`

/** The connection knows no exchange by this name: it had none, or so many since that it forgot. */
export class ExchangeNotFoundError extends BaseError {
  override readonly name: string = 'ExchangeNotFoundError'

  constructor({ id }: { id: string }) {
    super(`This connection knows no exchange ${JSON.stringify(id)}.`, {
      metaMessages: [
        'Give a Response that its fetch gave, the ZG-Res-Key of one, or the id of a completion. The latest thousand are kept.',
      ],
    })
  }
}

/** An answer is no chat completion, or a job's no description of a job. */
export class AnswerFormatError extends BaseError {
  override readonly name: string = 'AnswerFormatError'
  /** Null where any of several may have answered. */
  readonly provider: Address | null

  constructor({ provider, what }: { provider: Address | null; what: string }) {
    super(`What ${provider === null ? 'a provider' : `provider ${provider}`} answered is no ${what}.`, {
      metaMessages: ['It is paid for. Try again, or choose another provider with listService.'],
    })
    this.provider = provider
  }
}

/** What was given is no receipt, or one of a version that isn't known here. */
export class InvalidReceiptError extends BaseError {
  override readonly name: string = 'InvalidReceiptError'

  constructor({ reason }: { reason: string }) {
    super(`This is no receipt: ${reason}.`, {
      metaMessages: ['Give one as receipts() of a connection gives it, parsed from its JSON.'],
    })
  }
}

/** A job ended without an answer. */
export class JobFailedError extends BaseError {
  override readonly name: string = 'JobFailedError'
  readonly provider: Address
  readonly id: string

  constructor({ provider, id, reason }: { provider: Address; id: string; reason: string }) {
    super(`Job ${id} of provider ${provider} failed.`, {
      metaMessages: ['It is not billed. Submit it again, or choose another provider with listService.'],
      details: reason,
    })
    this.provider = provider
    this.id = id
  }
}

/** No provider can be asked, or none of several answered. */
export class NoProviderError extends BaseError {
  override readonly name: string = 'NoProviderError'
  /** What became of each that was considered. */
  readonly reasons: readonly { provider: Address; reason: string }[]
  /** Milliseconds until one may be asked again; undefined where nobody knows. */
  readonly retryAfterMs: number | undefined

  constructor({ model, reasons, retryAfterMs }: NoProviderError.Options) {
    const what = model === undefined ? 'No provider' : `No provider of ${model}`
    super(reasons.length === 0 ? `${what} is there that fits.` : `${what} answered.`, {
      metaMessages:
        reasons.length === 0
          ? ['Ask for less: another model, a higher maxPrice, or more providers. listService shows all.']
          : reasons.map(({ provider, reason }) => `${provider}: ${reason}`),
    })
    this.reasons = reasons
    this.retryAfterMs = retryAfterMs
  }
}

export declare namespace NoProviderError {
  type Options = {
    model: string | undefined
    reasons: readonly { provider: Address; reason: string }[]
    retryAfterMs?: number | undefined
  }
}
