import { BaseError } from '@zg/core'

/** An amount of zero would cost gas and move nothing. */
export class ZeroAmountError extends BaseError {
  override readonly name: string = 'ZeroAmountError'

  constructor({ action }: { action: string }) {
    super(`${action} with an amount of 0 moves nothing.`, { metaMessages: ['Give an amount above 0.'] })
  }
}
