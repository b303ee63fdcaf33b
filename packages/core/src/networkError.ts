import { BaseError } from './errors.js'

/**
 * A server could not be reached, or did not answer in time: an RPC endpoint or a provider.
 *
 * `host` is the host and port alone: a path or query may carry an API key.
 *
 * @example
 * ```ts
 * import { NetworkError } from '@zg/core'
 *
 * throw new NetworkError({ what: 'The RPC endpoint', url: 'http://127.0.0.1:8545', reason: 'refused' })
 * ```
 */
export class NetworkError extends BaseError {
  override readonly name: string = 'NetworkError'
  readonly host: string
  readonly reason: NetworkError.Reason

  constructor({ what, url, reason, timeoutMs, cause }: NetworkError.Options) {
    const host = hostOf(url)
    const happened = {
      refused: 'could not be reached',
      timeout: `did not answer${timeoutMs === undefined ? ' in time' : ` within ${timeoutMs} ms`}`,
      invalid: 'answered with something else than this protocol',
    }[reason]
    const remedy = {
      refused: 'Check the address and that the server is running, then try again.',
      timeout: 'Try again, or give a longer timeout.',
      invalid: 'Check that the address is the right one.',
    }[reason]
    super(`${what} ${happened} (${host}).`, { metaMessages: [remedy], cause })
    this.host = host
    this.reason = reason
  }
}

export declare namespace NetworkError {
  type Reason = 'refused' | 'timeout' | 'invalid'
  type Options = {
    /** The subject of the sentence, such as "The RPC endpoint". */
    what: string
    url: string
    reason: Reason
    /** Milliseconds waited, for `timeout`. */
    timeoutMs?: number | undefined
    cause?: unknown
  }
}

const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : 'not a URL')
