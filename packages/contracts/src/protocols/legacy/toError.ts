import type { BaseError } from '@zg/core'
import type { ContractErrorArgs, ContractErrorName } from 'viem'
import {
  LedgerExistsError,
  LedgerLockedError,
  LedgerNotFoundError,
  SubAccountNotFoundError,
} from '../../errors/accounts.js'
import { InsufficientBalanceError } from '../../errors/funds.js'
import {
  CallerNotAllowedError,
  InvalidArgumentError,
  InvalidServiceTypeError,
  InvalidStateError,
  InvalidTeeSignatureError,
  ServiceNotFoundError,
  SubAccountExistsError,
  TooManyProvidersError,
  TooManyRefundsError,
  TransferRefusedError,
} from '../../errors/reverts.js'
import type { legacyInferenceServingAbi } from '../../generated/legacy/inferenceServing.js'
import type { legacyLedgerManagerAbi } from '../../generated/legacy/ledgerManager.js'
import type { Revert } from '../../protocol.js'

type Abi = typeof legacyLedgerManagerAbi | typeof legacyInferenceServingAbi

/** One typed error per Solidity error: a new one in an ABI fails to compile here. */
const customErrors: {
  [name in ContractErrorName<Abi>]: (args: ContractErrorArgs<Abi, name>, revert: Revert) => BaseError
} = {
  AccountExists: ([user, provider], revert) => new SubAccountExistsError({ user, provider, revert }),
  AccountNotExists: ([user, provider], revert) => new SubAccountNotFoundError({ user, provider, revert }),
  InsufficientBalance: (_, revert) => ledgerTooSmall(revert),
  InvalidServiceType: ([serviceType], revert) => new InvalidServiceTypeError({ serviceType, revert }),
  InvalidTEESignature: ([reason], revert) => new InvalidTeeSignatureError({ reason, revert }),
  LedgerExists: ([user], revert) => new LedgerExistsError({ user, revert }),
  LedgerNotExists: ([user], revert) => new LedgerNotFoundError({ user, revert }),
  ServiceNotExist: ([provider], revert) => new ServiceNotFoundError({ provider, revert }),
  TooManyProviders: ([requested, maximum], revert) =>
    new TooManyProvidersError({ requested, maximum, revert }),
  TooManyRefunds: ([, provider], revert) => new TooManyRefundsError({ provider, revert }),
}

const notAllowed = (reason: string) => (revert: Revert) => new CallerNotAllowedError({ reason, revert })
const wrongArgument = (reason: string) => (revert: Revert) => new InvalidArgumentError({ reason, revert })
const notPossible = (reason: string) => (revert: Revert) => new InvalidStateError({ reason, revert })

const revertStrings: Readonly<Record<string, (revert: Revert) => BaseError>> = {
  'Ledger locked for operation': (revert) => new LedgerLockedError({ revert }),
  'Insufficient balance': (revert) =>
    revert.call.functionName === 'spendFund' ? subAccountTooSmall(revert) : ledgerTooSmall(revert),
  'Call to child contract failed': (revert) => new TransferRefusedError({ amount: amountOf(revert), revert }),
  'Caller is not the fine tuning or inference contract': notAllowed('only a service contract may'),
  'Caller is not the ledger contract': notAllowed('only the ledger contract may'),
  'Address: insufficient balance': notPossible('the contract holds too little to pay'),
  'Address: unable to send value, recipient may have reverted': notPossible('the receiver refuses the money'),
  'Ownable: caller is not the owner': notAllowed('only the owner may'),
  'Ownable: new owner is the zero address': wrongArgument('the new owner is the zero address'),
  'Limit too large': wrongArgument('a page holds at most 50'),
  'Batch size too large (max 500)': wrongArgument('at most 500 users at once'),
  'No settlements provided': wrongArgument('there are no settlements'),
  'Invalid signature length': (revert) =>
    new InvalidTeeSignatureError({ reason: 'it has not 65 bytes', revert }),
  'Initializable: already initialized': notPossible('it is initialized already'),
  'ReentrancyGuard: reentrant call': notPossible('it was entered twice'),
}

/** The typed error of a revert; null when the tables don't know it. */
export function toError(revert: Revert): BaseError | null {
  const { errorName, args } = revert
  if (errorName === 'Error') {
    const [text] = args
    return typeof text === 'string' && Object.hasOwn(revertStrings, text)
      ? (revertStrings[text]?.(revert) ?? null)
      : null
  }
  return isKnown(errorName) ? fromTable(errorName, revert) : null
}

const isKnown = (name: string): name is keyof typeof customErrors => Object.hasOwn(customErrors, name)

function fromTable<name extends keyof typeof customErrors>(name: name, revert: Revert): BaseError {
  // viem decoded the arguments by the ABI that the table's types come from.
  return customErrors[name](revert.args as ContractErrorArgs<Abi, name>, revert)
}

const ledgerTooSmall = (revert: Revert) =>
  new InsufficientBalanceError({
    where: 'ledger',
    available: undefined,
    required: amountOf(revert),
    remedy: [
      revert.call.functionName === 'refund'
        ? 'Refund no more than getLedger shows as available. retrieveFund brings back what providers hold.'
        : 'Deposit more with depositFund. getLedger shows what is available.',
    ],
    revert,
  })

/** A settlement asks for more than the user's sub-accounts hold. */
const subAccountTooSmall = (revert: Revert) =>
  new InsufficientBalanceError({
    where: 'subAccount',
    available: undefined,
    required: amountOf(revert),
    revert,
  })

/** The amount that the call asked for: its last argument, where that is one. */
function amountOf({ call }: Revert): bigint | undefined {
  const last = call.args.at(-1)
  return typeof last === 'bigint' ? last : undefined
}
