import {
  LedgerExistsError,
  LedgerLockedError,
  LedgerNotFoundError,
  SubAccountNotFoundError,
} from '../../errors/accounts.js'
import {
  BelowMinimumError,
  InsufficientStakeError,
  LedgerNotEmptyError,
  ServiceContractUnknownError,
  SubAccountNotEmptyError,
  TooManySubAccountsError,
} from '../../errors/limits.js'
import {
  InvalidServiceTypeError,
  InvalidTeeSignatureError,
  ServiceNotFoundError,
  SubAccountExistsError,
  TooManyProvidersError,
  TooManyRefundsError,
  TransferRefusedError,
} from '../../errors/reverts.js'
import type { v1InferenceServingAbi } from '../../generated/v1/inferenceServing.js'
import type { v1LedgerManagerAbi } from '../../generated/v1/ledgerManager.js'
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

const ledgerErrors: ErrorTable<typeof v1LedgerManagerAbi> = {
  AdditionalInfoTooLong: ([length, max], revert) =>
    wrongArgument(`the additional info has ${length} bytes, at most ${max} are taken`)(revert),
  AlreadyInitialized: (_, revert) => notPossible('it is initialized already')(revert),
  CallerNotRegisteredService: (_, revert) => notAllowed('only a registered service contract may')(revert),
  CallFailed: (_, revert) => new TransferRefusedError({ amount: amountOf(revert), revert }),
  DirectDepositsDisabled: (_, revert) => notPossible('plain transfers are refused, use depositFund')(revert),
  InsufficientAvailableBalance: ([available, required], revert) =>
    revert.call.functionName === 'settleFeesWithTEE' || revert.call.functionName === 'spendFund'
      ? subAccountTooSmall(revert, { available, required })
      : ledgerTooSmall(revert, { available, required }),
  InsufficientBalance: (_, revert) => ledgerTooSmall(revert),
  InvalidServiceAddress: ([address], revert) => wrongArgument(`${address} is no service contract`)(revert),
  InvalidServiceType: ([serviceType], revert) => new InvalidServiceTypeError({ serviceType, revert }),
  LedgerExists: ([user], revert) => new LedgerExistsError({ user, revert }),
  LedgerLocked: (_, revert) => new LedgerLockedError({ revert }),
  LedgerNotExists: ([user], revert) => new LedgerNotFoundError({ user, revert }),
  MinimumDepositRequired: ([provided, minimum], revert) =>
    new BelowMinimumError({ what: minimumOf(revert), provided, minimum, revert }),
  MustWithdrawAllFundsFirst: ([total], revert) => new LedgerNotEmptyError({ total, revert }),
  NoRecommendedService: ([serviceType], revert) =>
    new ServiceContractUnknownError({ what: JSON.stringify(serviceType), revert }),
  ServiceAlreadyRegistered: ([address], revert) => notPossible(`${address} is registered already`)(revert),
  ServiceMustImplementIServing: ([address], revert) =>
    wrongArgument(`${address} lacks the functions of a service contract`)(revert),
  ServiceNameExists: ([name], revert) => notPossible(`${name} is registered already`)(revert),
  ServiceNotFound: (_, revert) => new ServiceContractUnknownError({ what: serviceOf(revert), revert }),
  ServiceNotRegistered: ([address], revert) => new ServiceContractUnknownError({ what: address, revert }),
  ServiceRegistryLimitReached: ([limit], revert) => notPossible(`${limit} services are registered`)(revert),
  ServiceTypeRequired: (_, revert) => wrongArgument('the type of service is empty')(revert),
  TooManyProviders: ([requested, maximum], revert) =>
    new TooManyProvidersError({ requested, maximum, revert }),
  TooManyProvidersForService: ([, maximum], revert) => new TooManySubAccountsError({ maximum, revert }),
  TransferFailed: (_, revert) => notPossible('the receiver refuses the money')(revert),
  VersionRequired: (_, revert) => wrongArgument('the version is empty')(revert),
  ZeroAddressNotAllowed: (_, revert) => wrongArgument('the address is zero')(revert),
  ZeroAmountNotAllowed: (_, revert) => wrongArgument('the amount is zero')(revert),
}

const inferenceErrors: ErrorTable<typeof v1InferenceServingAbi> = {
  AccountExists: ([user, provider], revert) => new SubAccountExistsError({ user, provider, revert }),
  AccountNotExists: ([user, provider], revert) => new SubAccountNotFoundError({ user, provider, revert }),
  AdditionalInfoTooLong: (_, revert) => wrongArgument('the additional info has more than 4096 bytes')(revert),
  AlreadyInitialized: ledgerErrors.AlreadyInitialized,
  BatchSizeTooLarge: ([size, max], revert) =>
    wrongArgument(`${size} users at once, at most ${max} are taken`)(revert),
  CallerNotLedger: (_, revert) => notAllowed('only the ledger contract may')(revert),
  CannotAddStakeWhenUpdating: (_, revert) =>
    wrongArgument('a stake comes with the first registration only')(revert),
  CannotRevokeWithNonZeroBalance: ([, provider, balance], revert) =>
    new SubAccountNotEmptyError({ provider, balance, revert }),
  DirectDepositsDisabled: ledgerErrors.DirectDepositsDisabled,
  InsufficientStake: ([provided, required], revert) =>
    new InsufficientStakeError({ provided, required, revert }),
  InvalidAddress: ([address], revert) => wrongArgument(`${address} is no user or provider`)(revert),
  InvalidTEESignature: ([reason], revert) => new InvalidTeeSignatureError({ reason, revert }),
  LimitTooLarge: ([limit, max], revert) => wrongArgument(`a page holds at most ${max}, not ${limit}`)(revert),
  LockTimeOutOfRange: ([lockTime, min, max], revert) =>
    wrongArgument(`${lockTime} seconds of lock time are not from ${min} to ${max}`)(revert),
  NoSettlementsProvided: (_, revert) => wrongArgument('there are no settlements')(revert),
  ProviderCannotBeUser: (_, revert) => wrongArgument('a provider can’t be its own user')(revert),
  ServiceNotExist: ([provider], revert) => new ServiceNotFoundError({ provider, revert }),
  TooManyRefunds: ([, provider], revert) => new TooManyRefundsError({ provider, revert }),
  TooManySettlements: ([count, max], revert) =>
    wrongArgument(`${count} settlements at once, at most ${max} are taken`)(revert),
  TransferFailed: ledgerErrors.TransferFailed,
}

// Both contracts have an error of this name, with different arguments.
const { AdditionalInfoTooLong: ofLedger, ...otherLedgerErrors } = ledgerErrors
const { AdditionalInfoTooLong: ofInference, ...otherInferenceErrors } = inferenceErrors

/** The typed error of a revert; null when the tables don't know it. */
export const toError = fromTables<typeof v1LedgerManagerAbi | typeof v1InferenceServingAbi>({
  customErrors: {
    ...otherLedgerErrors,
    ...otherInferenceErrors,
    AdditionalInfoTooLong: (args, revert) =>
      args.length === 0 ? ofInference(args, revert) : ofLedger(args, revert),
  },
  revertStrings: libraryStrings,
})

/** What the minimum is of: the contract's error doesn't say. */
function minimumOf({ call: { functionName } }: Revert): BelowMinimumError.What {
  if (functionName === 'transferFund') return 'subAccount'
  return functionName === 'refund' ? 'remainder' : 'ledger'
}

/** The name that was asked for: the contract's error gives the zero address. */
function serviceOf({ call: { args } }: Revert): string {
  const name = args.find((value) => typeof value === 'string' && !/^0x[0-9a-f]{40}$/i.test(value))
  return name === undefined ? 'this address' : JSON.stringify(name)
}
