import type { Address } from 'viem'
import type { Revert } from '../protocol.js'
import { ContractError } from './contractError.js'

type From = { revert?: Revert | undefined }

/** There is no ledger for this user. */
export class LedgerNotFoundError extends ContractError {
  override readonly name: string = 'LedgerNotFoundError'
  readonly user: Address

  constructor({ user, revert }: { user: Address } & From) {
    super(`${user} has no ledger.`, { revert, remedy: ['Open one with depositFund.'] })
    this.user = user
  }
}

/** This user has a ledger already. */
export class LedgerExistsError extends ContractError {
  override readonly name: string = 'LedgerExistsError'
  readonly user: Address

  constructor({ user, revert }: { user: Address } & From) {
    super(`${user} has a ledger already.`, { revert, remedy: ['Add money to it with depositFund.'] })
    this.user = user
  }
}

/** Another operation on the same ledger is under way, or the ledger still holds money. */
export class LedgerLockedError extends ContractError {
  override readonly name: string = 'LedgerLockedError'

  constructor({ revert }: From) {
    super('The ledger is locked.', {
      revert,
      remedy: [
        'Wait for the operation under way. Before deleteLedger, empty the ledger with retrieveFund and refund.',
      ],
    })
  }
}

/** This user has no sub-account with the provider. */
export class SubAccountNotFoundError extends ContractError {
  override readonly name: string = 'SubAccountNotFoundError'
  readonly user: Address
  readonly provider: Address

  constructor({ user, provider, remedy, revert }: SubAccountNotFoundError.Options) {
    super(`${user} has no sub-account with provider ${provider}.`, {
      revert,
      remedy: remedy ?? ['Open it with transferFund.'],
    })
    this.user = user
    this.provider = provider
  }
}

export declare namespace SubAccountNotFoundError {
  type Options = From & { user: Address; provider: Address; remedy?: readonly string[] | undefined }
}
