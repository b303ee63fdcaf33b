import { BaseError } from '@zg/core'
import type { Address, Hash } from 'viem'

/** The service has another signer than the one that was to be vouched for. */
export class SignerChangedError extends BaseError {
  override readonly name: string = 'SignerChangedError'
  readonly provider: Address
  /** Null where any signer would have done. */
  readonly expected: Address | null
  /** Null where the service has none. */
  readonly actual: Address | null
  /** The transaction that vouched for it before this was seen; null when nothing was sent. */
  readonly hash: Hash | null

  constructor({ provider, expected, actual, hash = null }: SignerChangedError.Options) {
    const wanted = expected === null ? '' : ` instead of ${expected}`
    super(`Provider ${provider} has ${actual === null ? 'no signer' : `signer ${actual}`}${wanted}.`, {
      metaMessages: [
        hash === null
          ? 'Nothing was sent. Look at the service again with getService.'
          : `It changed just before ${hash}, which vouched for it: take that back with revokeServiceSigner.`,
      ],
    })
    this.provider = provider
    this.expected = expected
    this.actual = actual
    this.hash = hash
  }
}

export declare namespace SignerChangedError {
  type Options = {
    provider: Address
    expected: Address | null
    actual: Address | null
    hash?: Hash | null | undefined
  }
}
