import { BaseError } from '@zg/core'
import type { Address } from 'viem'

/** A number of tokens, images or seconds that is none. */
export class InvalidCountError extends BaseError {
  override readonly name: string = 'InvalidCountError'

  constructor({ what, value }: { what: string; value: unknown }) {
    super(`${what} is ${String(value)}, which is no such number.`, {
      metaMessages: ['Give a whole number from zero, or seconds from zero.'],
    })
  }
}

/** The service says something of its prices that can't be read, so no fee can be foreseen. */
export class PricesUnreadableError extends BaseError {
  override readonly name: string = 'PricesUnreadableError'
  readonly provider: Address | undefined

  constructor({ provider }: { provider?: Address | undefined } = {}) {
    const whose = provider === undefined ? 'The service' : `Provider ${provider}`
    super(`${whose} names tiers or prices of cached tokens that can't be read.`, {
      metaMessages: ['A fee counted without them may be too low. Choose another provider with listService.'],
    })
    this.provider = provider
  }
}
