import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { provider, user, useTypedErrors } from '../../../test/typedErrors.js'
import { ContractError } from '../../errors/contractError.js'
import { legacy } from '../legacy.js'
import { toError } from './toError.js'

const { call, errorOf, errorsOf } = useTypedErrors(legacy)

const custom = {
  AccountExists: [[user, provider], { name: 'SubAccountExistsError', user, provider }],
  AccountNotExists: [[user, provider], { name: 'SubAccountNotFoundError', user, provider }],
  InsufficientBalance: [[user], { name: 'InsufficientBalanceError', where: 'ledger', available: undefined }],
  InvalidServiceType: [['x'], { name: 'InvalidServiceTypeError', serviceType: 'x' }],
  InvalidTEESignature: [['short'], { name: 'InvalidTeeSignatureError' }],
  LedgerExists: [[user], { name: 'LedgerExistsError', user }],
  LedgerNotExists: [[user], { name: 'LedgerNotFoundError', user }],
  ServiceNotExist: [[provider], { name: 'ServiceNotFoundError', provider }],
  TooManyProviders: [[21n, 20n], { name: 'TooManyProvidersError', requested: 21n, maximum: 20n }],
  TooManyRefunds: [[user, provider], { name: 'TooManyRefundsError', provider }],
} as const

describe('custom errors', () => {
  test.each(Object.entries(custom))('%s', (errorName, [args, fields]) => {
    const error = errorOf(errorName, args)
    expect(error).toBeInstanceOf(ContractError)
    expect(error).toMatchObject({ ...fields, errorName, args, contract: 'ledger', functionName: 'anything' })
  })

  test('are all of the ABIs', () => {
    const declared = errorsOf([...legacy.ledger.abi, ...legacy.inference.abi])
    expect(Object.keys(custom).sort()).toEqual([...new Set(declared)].sort())
  })
})

const strings: Record<string, string> = {
  'Ledger locked for operation': 'LedgerLockedError',
  'Insufficient balance': 'InsufficientBalanceError',
  'Call to child contract failed': 'TransferRefusedError',
  'Caller is not the fine tuning or inference contract': 'CallerNotAllowedError',
  'Caller is not the ledger contract': 'CallerNotAllowedError',
  'Address: insufficient balance': 'InvalidStateError',
  'Address: unable to send value, recipient may have reverted': 'InvalidStateError',
  'Ownable: caller is not the owner': 'CallerNotAllowedError',
  'Ownable: new owner is the zero address': 'InvalidArgumentError',
  'Limit too large': 'InvalidArgumentError',
  'Batch size too large (max 500)': 'InvalidArgumentError',
  'No settlements provided': 'InvalidArgumentError',
  'Invalid signature length': 'InvalidTeeSignatureError',
  'Initializable: already initialized': 'InvalidStateError',
  'ReentrancyGuard: reentrant call': 'InvalidStateError',
}

describe('revert strings', () => {
  test.each(Object.entries(strings))('%s', (text, name) => {
    expect(errorOf('Error', [text])).toMatchObject({ name, errorName: 'Error', args: [text] })
  })

  test('cover every one in the Solidity sources', () => {
    const folder = new URL('../../../solidity/legacy/', import.meta.url)
    const found = readdirSync(folder).flatMap((file) =>
      [...readFileSync(new URL(file, folder), 'utf8').matchAll(/require\([^;]*?"([^"]+)"\s*\)/g)].map(
        ([, text]) => text,
      ),
    )
    expect(found.length).toBeGreaterThan(8)
    expect(found.filter((text) => text === undefined || !(text in strings))).toEqual([])
  })

  test.each(['Something new', 'constructor', '__proto__'])('%s is not known', (text) => {
    expect(errorOf('Error', [text])).toBeNull()
  })
})

describe('the call feeds the numbers', () => {
  test.each([
    ['transferFund', [provider, 'inference', 7n], 'ledger', 7n, 'Deposit more with depositFund.'],
    ['spendFund', [user, 8n], 'subAccount', 8n, 'Transfer more to the provider with transferFund.'],
  ] as const)('%s', (functionName, args, where, required, remedy) => {
    const error = errorOf('Error', ['Insufficient balance'], call(functionName, args))
    expect(error).toMatchObject({ where, required, available: undefined })
    expect(String(error)).toContain(remedy)
  })

  test('refund', () => {
    const error = errorOf('InsufficientBalance', [user], call('refund', [9n]))
    expect(error).toMatchObject({ where: 'ledger', required: 9n })
    expect(String(error)).toContain('Refund no more than getLedger shows as available.')
  })

  test('a transfer that the service contract refused', () => {
    const met = call('transferFund', [provider, 'inference', 10n ** 18n])
    const error = errorOf('Error', ['Call to child contract failed'], met)
    expect(error).toMatchObject({ amount: 10n ** 18n })
    expect(error?.shortMessage).toBe(
      'The transfer of 1 0G was refused by the service contract, which hides the reason.',
    )
  })

  test("somebody else's function", () => {
    const error = errorOf('Error', ['Caller is not the ledger contract'], call('addAccount'))
    expect(error?.shortMessage).toBe(`${user} may not call addAccount: only the ledger contract may.`)
  })
})

test.each(['Unknown', 'constructor', '', 'Panic'])('%j is not known', (errorName) => {
  const revert = { call: call('refund'), errorName, args: [17n], data: undefined, cause: undefined }
  expect(toError(revert)).toBeNull()
})
