import { describe, expect, test } from 'vitest'
import { address, provider, user, useTypedErrors } from '../../../test/typedErrors.js'
import { ContractError } from '../../errors/contractError.js'
import { v1 } from '../v1.js'

const { call, errorOf, errorsOf } = useTypedErrors(v1)
const og = 10n ** 18n

type Row = readonly [args: readonly unknown[], fields: object, text: string]
const named = (name: string) => ({ name })
const argument = named('InvalidArgumentError')
const state = named('InvalidStateError')

const ledgerErrors: Record<string, Row> = {
  AdditionalInfoTooLong: [[4_097n, 4_096n], argument, 'has 4097 bytes, at most 4096 are taken'],
  AlreadyInitialized: [[], state, 'it is initialized already'],
  CallerNotRegisteredService: [
    [user],
    named('CallerNotAllowedError'),
    'only a registered service contract may',
  ],
  CallFailed: [[], named('TransferRefusedError'), 'refused by the service contract, which hides the reason'],
  DirectDepositsDisabled: [[], state, 'use depositFund'],
  InsufficientAvailableBalance: [
    [og, 3n * og],
    { name: 'InsufficientBalanceError', where: 'ledger', available: og, required: 3n * og },
    'The ledger holds too little. It holds 1 0G. 3 0G are needed.',
  ],
  InsufficientBalance: [
    [user],
    { name: 'InsufficientBalanceError', where: 'ledger', available: undefined },
    'The ledger holds too little.',
  ],
  InvalidServiceAddress: [[address], argument, `${address} is no service contract`],
  InvalidServiceType: [['x'], { name: 'InvalidServiceTypeError', serviceType: 'x' }, '"x" is not a type'],
  LedgerExists: [[user], { name: 'LedgerExistsError', user }, 'has a ledger already'],
  LedgerLocked: [[], named('LedgerLockedError'), 'The ledger is locked.'],
  LedgerNotExists: [[user], { name: 'LedgerNotFoundError', user }, 'has no ledger'],
  MinimumDepositRequired: [
    [og, 3n * og],
    { name: 'BelowMinimumError', provided: og, minimum: 3n * og, what: 'ledger' },
    'A ledger is opened with at least 3 0G, and this would be 1 0G.',
  ],
  MustWithdrawAllFundsFirst: [
    [2n * og],
    { name: 'LedgerNotEmptyError', total: 2n * og, available: undefined, locked: undefined },
    'The ledger still holds 2 0G.',
  ],
  NoRecommendedService: [['x'], named('ServiceContractUnknownError'), 'no service contract for "x"'],
  ServiceAlreadyRegistered: [[address], state, `${address} is registered already`],
  ServiceMustImplementIServing: [[address], argument, `${address} lacks the functions of a service contract`],
  ServiceNameExists: [['x-v1'], state, 'x-v1 is registered already'],
  ServiceNotFound: [[address], named('ServiceContractUnknownError'), 'no service contract for this address'],
  ServiceNotRegistered: [
    [address],
    named('ServiceContractUnknownError'),
    `no service contract for ${address}`,
  ],
  ServiceRegistryLimitReached: [[500n], state, '500 services are registered'],
  ServiceTypeRequired: [[], argument, 'the type of service is empty'],
  TooManyProviders: [
    [21n, 20n],
    { name: 'TooManyProvidersError', requested: 21n, maximum: 20n },
    '21 providers were named; the contract takes 20 at once.',
  ],
  TooManyProvidersForService: [
    [50n, 50n],
    { name: 'TooManySubAccountsError', maximum: 50n },
    'A ledger has at most 50 sub-accounts',
  ],
  TransferFailed: [[], state, 'the receiver refuses the money'],
  VersionRequired: [[], argument, 'the version is empty'],
  ZeroAddressNotAllowed: [[], argument, 'the address is zero'],
  ZeroAmountNotAllowed: [[], argument, 'the amount is zero'],
}

const inferenceErrors: Record<string, Row> = {
  AccountExists: [[user, provider], { name: 'SubAccountExistsError', user, provider }, 'already'],
  AccountNotExists: [
    [user, provider],
    { name: 'SubAccountNotFoundError', user, provider },
    'has no sub-account',
  ],
  AdditionalInfoTooLong: [[], argument, 'has more than 4096 bytes'],
  AlreadyInitialized: [[], state, 'it is initialized already'],
  BatchSizeTooLarge: [[501n, 500n], argument, '501 users at once, at most 500 are taken'],
  CallerNotLedger: [[user], named('CallerNotAllowedError'), 'only the ledger contract may'],
  CannotAddStakeWhenUpdating: [[], argument, 'a stake comes with the first registration only'],
  CannotRevokeWithNonZeroBalance: [
    [user, provider, 2n * og],
    { name: 'SubAccountNotEmptyError', provider, balance: 2n * og },
    'still holds 2 0G',
  ],
  DirectDepositsDisabled: [[], state, 'use depositFund'],
  InsufficientStake: [
    [og, 100n * og],
    { name: 'InsufficientStakeError', provided: og, required: 100n * og },
    'stakes at least 100 0G when it registers, and this would be 1 0G',
  ],
  InvalidAddress: [[address], argument, `${address} is no user or provider`],
  InvalidTEESignature: [['short'], named('InvalidTeeSignatureError'), 'is not valid: short'],
  LimitTooLarge: [[51n, 50n], argument, 'a page holds at most 50, not 51'],
  LockTimeOutOfRange: [
    [1n, 3_600n, 604_800n],
    argument,
    '1 seconds of lock time are not from 3600 to 604800',
  ],
  NoSettlementsProvided: [[], argument, 'there are no settlements'],
  ProviderCannotBeUser: [[], argument, 'a provider can’t be its own user'],
  ServiceNotExist: [[provider], { name: 'ServiceNotFoundError', provider }, 'No service is registered'],
  TooManyRefunds: [[user, provider], { name: 'TooManyRefundsError', provider }, 'Too many withdrawals'],
  TooManySettlements: [[51n, 50n], argument, '51 settlements at once, at most 50 are taken'],
  TransferFailed: [[], state, 'the receiver refuses the money'],
}

describe.each([
  ['ledger', v1.ledger.abi, ledgerErrors],
  ['inference', v1.inference.abi, inferenceErrors],
] as const)("the %s contract's", (_name, abi, table) => {
  test.each(Object.entries(table))('%s', (errorName, [args, fields, text]) => {
    const error = errorOf(errorName, args, call('anything'), abi)
    expect(error).toBeInstanceOf(ContractError)
    expect(error).toMatchObject({ ...fields, errorName, args, contract: 'ledger', functionName: 'anything' })
    expect(error?.message).toContain(text)
  })

  test('errors are all in the table', () => {
    expect(errorsOf(abi).sort()).toEqual(Object.keys(table).sort())
  })
})

describe('what the call tells', () => {
  test.each([
    ['addLedger', 'ledger', 'A ledger is opened with'],
    ['depositFund', 'ledger', 'A ledger is opened with'],
    ['depositFundFor', 'ledger', 'A ledger is opened with'],
    ['transferFund', 'subAccount', 'The first transfer to a provider is'],
    ['refund', 'remainder', 'What stays in a ledger is nothing or'],
  ])('a minimum of %s is of the %s', (functionName, what, text) => {
    const error = errorOf('MinimumDepositRequired', [1n, og], call(functionName))
    expect(error).toMatchObject({ what, provided: 1n, minimum: og })
    expect(error?.message).toContain(`${text} at least 1 0G, and this would be 0.000000000000000001 0G.`)
  })

  test.each([
    ['transferFund', 'ledger', 'depositFund'],
    ['settleFeesWithTEE', 'subAccount', 'transferFund'],
    ['spendFund', 'subAccount', 'transferFund'],
  ])('too little for %s is in the %s', (functionName, where, remedy) => {
    const error = errorOf('InsufficientAvailableBalance', [1n, 2n], call(functionName))
    expect(error).toMatchObject({ where, available: 1n, required: 2n })
    expect(error?.message).toContain(remedy)
  })

  test('a refund of too much names the amount asked for', () => {
    const error = errorOf('InsufficientBalance', [user], call('refund', [9n]))
    expect(error).toMatchObject({ where: 'ledger', required: 9n, available: undefined })
    expect(error?.message).toContain('Refund no more than getLedger shows as available.')
  })

  test.each([
    ['transferFund', [provider, 'inference-v9', 5n], '"inference-v9"'],
    ['retrieveFund', [[provider], 'inference-v9'], '"inference-v9"'],
    ['transferFund', [provider, '', 5n], '""'],
    ['getServiceInfo', [address], 'this address'],
  ])('an unknown service is named by %s', (functionName, args, what) => {
    const error = errorOf('ServiceNotFound', [address], call(functionName, args))
    expect(error?.shortMessage).toBe(`The ledger's registry knows no service contract for ${what}.`)
  })

  test('a transfer that the service contract refused', () => {
    const met = call('transferFund', [provider, 'inference-v1.0', og])
    expect(errorOf('CallFailed', [], met)).toMatchObject({ amount: og })
  })

  test("somebody else's function", () => {
    const error = errorOf('CallerNotLedger', [user], call('addAccount'))
    expect(error?.shortMessage).toBe(`${user} may not call addAccount: only the ledger contract may.`)
  })
})
