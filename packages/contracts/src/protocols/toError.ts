import type { BaseError } from '@zg/core'
import type { Abi, ContractErrorArgs, ContractErrorName } from 'viem'
import { InsufficientBalanceError } from '../errors/funds.js'
import { CallerNotAllowedError, InvalidArgumentError, InvalidStateError } from '../errors/reverts.js'
import type { Revert } from '../protocol.js'

/** One typed error per Solidity error: a new one in an ABI fails to compile where the table is. */
export type ErrorTable<abi extends Abi> = {
  [name in ContractErrorName<abi>]: (args: ContractErrorArgs<abi, name>, revert: Revert) => BaseError
}

/** Makes the typed error of a revert by a protocol's tables; null when they don't know it. */
export const fromTables =
  <abi extends Abi>({
    customErrors,
    revertStrings,
  }: {
    customErrors: ErrorTable<abi>
    revertStrings: Readonly<Record<string, (revert: Revert) => BaseError>>
  }) =>
  (revert: Revert): BaseError | null => {
    const { errorName, args } = revert
    if (errorName === 'Error') {
      const [text] = args
      return typeof text === 'string' && Object.hasOwn(revertStrings, text)
        ? (revertStrings[text]?.(revert) ?? null)
        : null
    }
    const isKnown = (name: string): name is ContractErrorName<abi> => Object.hasOwn(customErrors, name)
    if (!isKnown(errorName)) return null
    // viem decoded the arguments by the ABI that the table's types come from.
    return customErrors[errorName](args as ContractErrorArgs<abi, typeof errorName>, revert)
  }

export const notAllowed = (reason: string) => (revert: Revert) =>
  new CallerNotAllowedError({ reason, revert })
export const wrongArgument = (reason: string) => (revert: Revert) =>
  new InvalidArgumentError({ reason, revert })
export const notPossible = (reason: string) => (revert: Revert) => new InvalidStateError({ reason, revert })

/** What the libraries under the contracts of both protocols say. */
export const libraryStrings: Readonly<Record<string, (revert: Revert) => BaseError>> = {
  'Ownable: caller is not the owner': notAllowed('only the owner may'),
  'Ownable: new owner is the zero address': wrongArgument('the new owner is the zero address'),
  'Initializable: already initialized': notPossible('it is initialized already'),
  'ReentrancyGuard: reentrant call': notPossible('it was entered twice'),
}

/** The ledger holds less than was asked of it. */
export const ledgerTooSmall = (revert: Revert, known: { available?: bigint; required?: bigint } = {}) =>
  new InsufficientBalanceError({
    where: 'ledger',
    available: known.available,
    required: known.required ?? amountOf(revert),
    remedy: [
      revert.call.functionName === 'refund'
        ? 'Refund no more than getLedger shows as available. retrieveFund brings back what providers hold.'
        : 'Deposit more with depositFund. getLedger shows what is available.',
    ],
    revert,
  })

/** A settlement asks for more than the user's sub-accounts hold. */
export const subAccountTooSmall = (revert: Revert, known: { available?: bigint; required?: bigint } = {}) =>
  new InsufficientBalanceError({
    where: 'subAccount',
    available: known.available,
    required: known.required ?? amountOf(revert),
    revert,
  })

/** The amount that the call asked for: its last argument, where that is one. */
export function amountOf({ call }: Revert): bigint | undefined {
  const last = call.args.at(-1)
  return typeof last === 'bigint' ? last : undefined
}
