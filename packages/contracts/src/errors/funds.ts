import { formatOg } from '@zg/core'
import type { Revert } from '../protocol.js'
import { ContractError } from './contractError.js'

const places = {
  wallet: 'wallet',
  ledger: 'ledger',
  subAccount: 'sub-account',
} as const

/** There is too little money in the wallet, the ledger or a sub-account. Amounts in neuron. Nothing was moved. */
export class InsufficientBalanceError extends ContractError {
  override readonly name: string = 'InsufficientBalanceError'
  readonly where: InsufficientBalanceError.Where
  /** What is there; undefined where the answer doesn't say. */
  readonly available: bigint | undefined
  readonly required: bigint | undefined

  constructor({ where, available, required, remedy, revert, cause }: InsufficientBalanceError.Options) {
    const has = available === undefined ? '' : ` It holds ${formatOg(available)} 0G.`
    const needs = required === undefined ? '' : ` ${formatOg(required)} 0G are needed.`
    super(`The ${places[where]} holds too little.${has}${needs}`, {
      remedy: remedy ?? [defaultRemedy({ where, missing: missing({ available, required }) })],
      revert,
      cause,
    })
    this.where = where
    this.available = available
    this.required = required
  }
}

export declare namespace InsufficientBalanceError {
  type Where = keyof typeof places
  type Options = {
    where: Where
    available: bigint | undefined
    required: bigint | undefined
    remedy?: readonly string[] | undefined
    revert?: Revert | undefined
    cause?: unknown
  }
}

const missing = ({ available, required }: { available: bigint | undefined; required: bigint | undefined }) =>
  available === undefined || required === undefined || required <= available
    ? undefined
    : required - available

function defaultRemedy({
  where,
  missing,
}: {
  where: InsufficientBalanceError.Where
  missing: bigint | undefined
}): string {
  const amount = missing === undefined ? 'more' : `at least ${formatOg(missing)} 0G more`
  return {
    wallet: `Send ${amount} to the wallet.`,
    ledger: `Deposit ${amount} with depositFund.`,
    subAccount: `Transfer ${amount} to the provider with transferFund.`,
  }[where]
}
