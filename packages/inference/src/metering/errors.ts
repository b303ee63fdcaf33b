import { BaseError, formatOg } from '@zg/core'
import type { Address } from 'viem'
import type { SpendScope } from './spendPolicy.js'

const names = {
  perRequest: 'for one request',
  perDay: 'for today (UTC)',
  perProvider: 'for one provider',
  total: 'in total',
} as const satisfies Readonly<Record<SpendScope, string>>

/** The request's worst case doesn't fit into the spend policy. Nothing was sent. Amounts in neuron. */
export class BudgetExceededError extends BaseError {
  override readonly name: string = 'BudgetExceededError'
  readonly scope: SpendScope
  readonly cap: bigint
  /** What is spent already within this limit. */
  readonly settled: bigint
  /** What is set aside for requests under way. */
  readonly reserved: bigint
  readonly required: bigint
  readonly provider: Address
  /** Whether it waited in vain; false where it could never have fitted. */
  readonly waited: boolean

  constructor({ scope, cap, settled, reserved, required, provider, waited }: BudgetExceededError.Options) {
    super(
      `The request may cost ${formatOg(required)} 0G; the policy allows ${formatOg(cap)} 0G ${names[scope]}.`,
      {
        metaMessages: [
          `Spent are ${formatOg(settled)} 0G, and ${formatOg(reserved)} 0G are set aside for requests under way. Nothing was sent.`,
          ...(waited ? ['Nothing became free in time: try again later, or send fewer at once.'] : []),
          `Raise ${scope} in the spend policy, or allow a shorter answer (max_tokens).${
            scope === 'perDay' ? ' The next day begins at midnight UTC.' : ''
          }`,
        ],
      },
    )
    this.scope = scope
    this.cap = cap
    this.settled = settled
    this.reserved = reserved
    this.required = required
    this.provider = provider
    this.waited = waited
  }
}

export declare namespace BudgetExceededError {
  type Options = {
    scope: SpendScope
    cap: bigint
    settled: bigint
    reserved: bigint
    required: bigint
    provider: Address
    waited: boolean
  }
}

/** Nothing bounds what the request may cost, so that no policy can hold. Nothing was sent. */
export class UnboundedRequestError extends BaseError {
  override readonly name: string = 'UnboundedRequestError'

  constructor({ what, remedy }: { what: string; remedy: string }) {
    super(`Nothing bounds what the request may cost: ${what}.`, {
      metaMessages: [`Nothing was sent. ${remedy}`],
    })
  }
}

/** The provider billed more than a request could cost, so it gets no more requests. Amounts in neuron. */
export class ProviderQuarantinedError extends BaseError {
  override readonly name: string = 'ProviderQuarantinedError'
  readonly provider: Address
  /** What it billed beyond the bounds. */
  readonly excess: bigint

  constructor({ provider, excess }: { provider: Address; excess: bigint }) {
    super(`Provider ${provider} billed ${formatOg(excess)} 0G more than its requests could cost.`, {
      metaMessages: [
        'Nothing was sent. Choose another provider with listService, and take your money back with retrieveFund.',
        'If you know why it did, end its quarantine with readmit(provider).',
      ],
    })
    this.provider = provider
    this.excess = excess
  }
}

/** The money isn't set aside any more: this process stood still for longer than a reservation lives. Nothing was sent. */
export class ReservationExpiredError extends BaseError {
  override readonly name: string = 'ReservationExpiredError'
  readonly provider: Address

  constructor({ provider }: { provider: Address }) {
    super(`The reservation for a request to provider ${provider} expired before it was sent.`, {
      metaMessages: ['Nothing was sent: try again. This process stood still, or its clock was set.'],
    })
    this.provider = provider
  }
}

/** A spend policy that says something else than it should; a misspelt limit would be none. */
export class InvalidSpendPolicyError extends BaseError {
  override readonly name: string = 'InvalidSpendPolicyError'

  constructor({ reason }: { reason: string }) {
    super(`The spend policy can't be used: ${reason}.`, {
      metaMessages: [
        'Limits are perRequest, perDay, perProvider and total; the rest are maxOutputTokens, messageTokens, attachmentTokens, maxAudioFee, onApproaching.',
      ],
    })
  }
}

/** What the store has of earlier spending can't be read, so that nobody knows what is left. Nothing was sent. */
export class StoredSpendingError extends BaseError {
  override readonly name: string = 'StoredSpendingError'

  constructor({ key, reason }: { key: string; reason: string }) {
    super(`What the store keeps under ${JSON.stringify(key)} is no record of spending: ${reason}.`, {
      metaMessages: ['Restore it, or delete the key: then counting begins anew.'],
    })
  }
}
