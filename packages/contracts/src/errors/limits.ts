import { formatOg } from '@zg/core'
import type { Address } from 'viem'
import type { Revert } from '../protocol.js'
import { ContractError } from './contractError.js'

type From = { revert?: Revert | undefined }

const situations = {
  ledger: 'A ledger is opened with',
  subAccount: 'The first transfer to a provider is',
  remainder: 'What stays in a ledger is nothing or',
} as const

/** An amount is below what the contract of this network takes. Amounts in neuron. Nothing was moved. */
export class BelowMinimumError extends ContractError {
  override readonly name: string = 'BelowMinimumError'
  /** `ledger`: to open one. `subAccount`: to open one. `remainder`: what a refund leaves in the ledger. */
  readonly what: BelowMinimumError.What
  readonly provided: bigint
  readonly minimum: bigint

  constructor({ what, provided, minimum, network, remedy, revert }: BelowMinimumError.Options) {
    const where = network === undefined ? '' : ` on ${network}`
    super(
      `${situations[what]} at least ${formatOg(minimum)} 0G${where}, and this would be ${formatOg(provided)} 0G.`,
      { revert, remedy: remedy ?? [`Nothing was moved. Use at least ${formatOg(minimum)} 0G.`] },
    )
    this.what = what
    this.provided = provided
    this.minimum = minimum
  }
}

export declare namespace BelowMinimumError {
  type What = keyof typeof situations
  type Options = From & {
    what: What
    provided: bigint
    minimum: bigint
    /** Name of the chain, for the text. */
    network?: string | undefined
    remedy?: readonly string[] | undefined
  }
}

/** The ledger can't be deleted while it holds money. Amounts in neuron. Nothing was sent. */
export class LedgerNotEmptyError extends ContractError {
  override readonly name: string = 'LedgerNotEmptyError'
  readonly total: bigint
  /** Undefined where the contract tells the total alone. */
  readonly available: bigint | undefined
  readonly locked: bigint | undefined

  constructor({ total, available, locked, revert }: LedgerNotEmptyError.Options) {
    const takeBack = 'take them back with retrieveFund, and again after the lock time'
    super(`The ledger still holds ${formatOg(total)} 0G.`, {
      revert,
      remedy: [
        ...(locked === undefined ? [`What providers hold: ${takeBack}. Then pay all out with refund.`] : []),
        ...(locked ? [`${formatOg(locked)} 0G are with providers: ${takeBack}.`] : []),
        ...(available ? [`${formatOg(available)} 0G are available: pay them out with refund.`] : []),
      ],
    })
    this.total = total
    this.available = available
    this.locked = locked
  }
}

export declare namespace LedgerNotEmptyError {
  type Options = From & { total: bigint; available?: bigint | undefined; locked?: bigint | undefined }
}

/** The user has as many sub-accounts as the contract allows. */
export class TooManySubAccountsError extends ContractError {
  override readonly name: string = 'TooManySubAccountsError'
  readonly maximum: bigint

  constructor({ maximum, revert }: { maximum: bigint } & From) {
    super(`A ledger has at most ${maximum} sub-accounts, and this one has as many.`, {
      revert,
      remedy: ['Nothing was moved. Use a provider that you have a sub-account with, or another wallet.'],
    })
    this.maximum = maximum
  }
}

/** An acknowledgement can't be taken back while the sub-account holds money. Amounts in neuron. */
export class SubAccountNotEmptyError extends ContractError {
  override readonly name: string = 'SubAccountNotEmptyError'
  readonly provider: Address
  readonly balance: bigint

  constructor({ provider, balance, revert }: { provider: Address; balance: bigint } & From) {
    super(`The sub-account with provider ${provider} still holds ${formatOg(balance)} 0G.`, {
      revert,
      remedy: ['Take it back with retrieveFund, and again after the lock time.'],
    })
    this.provider = provider
    this.balance = balance
  }
}

/** A provider registers with too small a stake. Amounts in neuron. */
export class InsufficientStakeError extends ContractError {
  override readonly name: string = 'InsufficientStakeError'
  readonly provided: bigint
  readonly required: bigint

  constructor({ provided, required, revert }: { provided: bigint; required: bigint } & From) {
    super(
      `A provider stakes at least ${formatOg(required)} 0G when it registers, and this would be ${formatOg(provided)} 0G.`,
      { revert, remedy: ['The stake comes back when the service is removed.'] },
    )
    this.provided = provided
    this.required = required
  }
}

/** The ledger's registry doesn't know the service contract, or the name. */
export class ServiceContractUnknownError extends ContractError {
  override readonly name: string = 'ServiceContractUnknownError'

  constructor({ what, revert }: { what: string } & From) {
    super(`The ledger's registry knows no service contract for ${what}.`, {
      revert,
      remedy: ['Check the contracts’ addresses: the ledger and the inference contract must belong together.'],
    })
  }
}
