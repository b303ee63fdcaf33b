import { BaseError, formatOg } from '@zg/core'

/** The ledger can't be deleted while it holds money. Amounts in neuron. Nothing was sent. */
export class LedgerNotEmptyError extends BaseError {
  override readonly name: string = 'LedgerNotEmptyError'
  readonly available: bigint
  readonly locked: bigint

  constructor({ available, locked }: { available: bigint; locked: bigint }) {
    super(`The ledger still holds ${formatOg(available + locked)} 0G.`, {
      metaMessages: [
        ...(locked === 0n
          ? []
          : [
              `${formatOg(locked)} 0G are with providers: take them back with retrieveFund, and again after the lock time.`,
            ]),
        ...(available === 0n ? [] : [`${formatOg(available)} 0G are available: pay them out with refund.`]),
      ],
    })
    this.available = available
    this.locked = locked
  }
}

/** An amount of zero would cost gas and move nothing. */
export class ZeroAmountError extends BaseError {
  override readonly name: string = 'ZeroAmountError'

  constructor({ action }: { action: string }) {
    super(`${action} with an amount of 0 moves nothing.`, { metaMessages: ['Give an amount above 0.'] })
  }
}
