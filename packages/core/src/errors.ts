const marker = Symbol.for('zg.BaseError')

/**
 * Base of every error that a `@zg/*` package throws.
 *
 * The message holds the short message, the remedy lines (`metaMessages`) and the cause's own short message.
 * Also exported as `ZGServingBrokerError`, the name that this network's users know.
 *
 * @example
 * ```ts
 * import { BaseError } from '@zg/core'
 *
 * const error = new BaseError('Nothing was sent.', { metaMessages: ['Try again later.'] })
 * console.log(error.shortMessage) // 'Nothing was sent.'
 * ```
 */
export class BaseError extends Error {
  override readonly name: string = 'BaseError'
  readonly shortMessage: string
  /** What to do next, and the numbers behind it, a line each. */
  readonly metaMessages: readonly string[]
  /** The cause's own words. */
  readonly details: string | undefined

  constructor(shortMessage: string, options: BaseError.Options = {}) {
    const { cause, metaMessages = [] } = options
    const details = options.details ?? describeCause(cause)
    const lines = [shortMessage, ...metaMessages, ...(details === undefined ? [] : [`Details: ${details}`])]
    super(lines.join('\n'), cause === undefined ? undefined : { cause })
    this.shortMessage = shortMessage
    this.metaMessages = metaMessages
    this.details = details
    Object.defineProperty(this, marker, { value: true })
  }

  /** The first error in the cause chain, this one included, that `match` accepts; null when none does. */
  walk(match: (error: unknown) => boolean): unknown {
    const seen = new Set<unknown>()
    for (
      let error: unknown = this;
      error !== undefined && error !== null && !seen.has(error);
      error = causeOf(error)
    ) {
      if (match(error)) return error
      seen.add(error)
    }
    return null
  }

  /** The fields as a logger can write them: amounts as decimal text, since JSON has no `bigint`. Without the cause, whose words are in `details`. */
  toJSON(): Readonly<Record<string, unknown>> {
    return { name: this.name, message: this.message, ...textOfFields(this) }
  }

  /** `instanceof` that also holds across two copies of a package. */
  static is(error: unknown): error is BaseError {
    return typeof error === 'object' && error !== null && marker in error
  }
}

export declare namespace BaseError {
  type Options = {
    cause?: unknown
    details?: string | undefined
    metaMessages?: readonly string[] | undefined
  }
}

function toText(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString()
  if (Array.isArray(value)) return value.map(toText)
  const isPlain =
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  return isPlain ? textOfFields(value) : value
}

const textOfFields = (value: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(value).map(([key, field]) => [key, toText(field)]))

const causeOf = (error: unknown) => (error instanceof Error ? error.cause : undefined)

function describeCause(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return undefined
  return 'shortMessage' in cause && typeof cause.shortMessage === 'string'
    ? cause.shortMessage
    : cause.message
}
