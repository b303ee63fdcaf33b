import { ContractError } from '@zg/contracts'
import { BaseError } from '@zg/core'
import type { Address } from 'viem'

/** This provider has a service already. Nothing was sent. */
export class ServiceExistsError extends ContractError {
  override readonly name: string = 'ServiceExistsError'
  readonly provider: Address

  constructor({ provider }: { provider: Address }) {
    super(`${provider} has registered a service already.`, {
      remedy: ['Nothing was sent. Change it with updateService, which takes no stake.'],
    })
    this.provider = provider
  }
}

/** What a provider offers can't be used by anybody. Nothing was sent. */
export class InvalidOfferError extends BaseError {
  override readonly name: string = 'InvalidOfferError'

  constructor({ what, reason }: { what: string; reason: string }) {
    super(`The ${what} of the service can't be used: ${reason}.`, {
      metaMessages: [
        'Nothing was sent. The URL is http or https, without /v1/proxy, credentials or a query.',
      ],
    })
  }
}

/** More fees than one settlement takes. Nothing was sent. */
export class TooManyFeesError extends ContractError {
  override readonly name: string = 'TooManyFeesError'
  readonly count: number
  readonly maximum: number

  constructor({ count, maximum }: { count: number; maximum: number }) {
    super(`${count} fees were given; one settlement takes ${maximum}.`, {
      remedy: ['Nothing was sent. Settle them in parts, so that each part is known to be settled or not.'],
    })
    this.count = count
    this.maximum = maximum
  }
}
