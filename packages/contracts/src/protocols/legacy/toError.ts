import type { BaseError } from '@zg/core'
import {
  LedgerExistsError,
  LedgerLockedError,
  LedgerNotFoundError,
  SubAccountNotFoundError,
} from '../../errors/accounts.js'
import {
  InvalidServiceTypeError,
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
import {
  amountOf,
  type ErrorTable,
  fromTables,
  ledgerTooSmall,
  libraryStrings,
  notAllowed,
  notPossible,
  subAccountTooSmall,
  wrongArgument,
} from '../toError.js'

type Abi = typeof legacyLedgerManagerAbi | typeof legacyInferenceServingAbi

const customErrors: ErrorTable<Abi> = {
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

const revertStrings: Readonly<Record<string, (revert: Revert) => BaseError>> = {
  ...libraryStrings,
  'Ledger locked for operation': (revert) => new LedgerLockedError({ revert }),
  'Insufficient balance': (revert) =>
    revert.call.functionName === 'spendFund' ? subAccountTooSmall(revert) : ledgerTooSmall(revert),
  'Call to child contract failed': (revert) => new TransferRefusedError({ amount: amountOf(revert), revert }),
  'Caller is not the fine tuning or inference contract': notAllowed('only a service contract may'),
  'Caller is not the ledger contract': notAllowed('only the ledger contract may'),
  'Address: insufficient balance': notPossible('the contract holds too little to pay'),
  'Address: unable to send value, recipient may have reverted': notPossible('the receiver refuses the money'),
  'Limit too large': wrongArgument('a page holds at most 50'),
  'Batch size too large (max 500)': wrongArgument('at most 500 users at once'),
  'No settlements provided': wrongArgument('there are no settlements'),
  'Invalid signature length': (revert) =>
    new InvalidTeeSignatureError({ reason: 'it has not 65 bytes', revert }),
}

/** The typed error of a revert; null when the tables don't know it. */
export const toError = fromTables<Abi>({ customErrors, revertStrings })
