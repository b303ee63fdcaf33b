import { BaseError } from '@zg/core'
import type { Address } from 'viem'

/** An amount of zero would cost gas and move nothing. */
export class ZeroAmountError extends BaseError {
  override readonly name: string = 'ZeroAmountError'

  constructor({ action }: { action: string }) {
    super(`${action} with an amount of 0 moves nothing.`, { metaMessages: ['Give an amount above 0.'] })
  }
}

/** Nobody could ever pay money out of this address's ledger. Nothing was sent. */
export class InvalidRecipientError extends BaseError {
  override readonly name: string = 'InvalidRecipientError'
  readonly recipient: Address

  constructor({ recipient, reason }: { recipient: Address; reason: string }) {
    super(`${recipient} can't receive a deposit: it is ${reason}.`, {
      metaMessages: ['Nothing was moved. Name the wallet that is to use the money.'],
    })
    this.recipient = recipient
  }
}
