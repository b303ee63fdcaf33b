import { expect, test } from 'vitest'
import * as entry from './index.js'
import * as read from './read/index.js'
import * as write from './write/index.js'

test('the public names', () => {
  expect(Object.keys(entry).sort()).toEqual([
    'AccountRequiredError',
    'CallerNotAllowedError',
    'ChainMismatchError',
    'ChainRequiredError',
    'ContractError',
    'ContractMissingError',
    'CredentialRequiredError',
    'InsufficientBalanceError',
    'InvalidAddressError',
    'InvalidArgumentError',
    'InvalidServiceTypeError',
    'InvalidStateError',
    'InvalidTeeSignatureError',
    'LedgerExistsError',
    'LedgerLockedError',
    'LedgerNotFoundError',
    'RpcError',
    'ServiceNotFoundError',
    'SubAccountExistsError',
    'SubAccountNotFoundError',
    'TooManyProvidersError',
    'TooManyRefundsError',
    'TransactionPendingError',
    'TransactionRevertedError',
    'TransferRefusedError',
    'UnknownRevertError',
    'UnsupportedChainError',
    'bindCall',
    'checkAddress',
    'defaultProtocol',
    'getDeployment',
    'legacy',
    'legacyInferenceServingAbi',
    'legacyLedgerManagerAbi',
    'resolveContext',
    'zeroGDevnet',
    'zeroGMainnet',
    'zeroGTestnet',
  ])
  expect(Object.keys(read).sort()).toEqual(['readCall', 'toNetworkError', 'withDeadline'])
  expect(Object.keys(write).sort()).toEqual(['decodeEvents', 'decodeReceipt', 'writeCall'])
})
