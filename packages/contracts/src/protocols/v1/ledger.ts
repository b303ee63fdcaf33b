import type { Contracts, Read } from '../../calls.js'
import { v1LedgerManagerAbi as abi } from '../../generated/v1/ledgerManager.js'
import type { Protocol } from '../../protocol.js'
import { combineReads } from '../combineReads.js'
import { ledgerCalls } from '../ledgerCalls.js'
import { defineRead } from '../read.js'
import { toLedger } from './codecs.js'
import { inference } from './inference.js'

const contract = 'ledger'

export const ledger: Protocol['ledger'] = {
  abi,
  limits: (contracts) =>
    combineReads(
      [
        serviceName(contracts),
        constant('MIN_ACCOUNT_BALANCE'),
        constant('MIN_TRANSFER_AMOUNT'),
        constant('MAX_PROVIDERS_PER_BATCH'),
        constant('MAX_PROVIDERS_PER_USER_PER_SERVICE'),
        inference.lockTime(),
      ],
      ([name, minimumLedger, minimumTransfer, providersPerBatch, providersPerUser, lockTime]) => ({
        serviceName: name,
        minimumLedger,
        minimumTransfer,
        providersPerBatch,
        providersPerUser,
        lockTime,
      }),
    ),
  takesCredential: false,
  opensOnDeposit: true,
  opensEmpty: false,
  getLedger: (user) =>
    defineRead({ contract, abi, functionName: 'getLedger', args: [user], decode: toLedger }),
  openLedger: ({ amount }) => ({ contract, abi, functionName: 'addLedger', args: [''], value: amount }),
  depositFundFor: ({ recipient, amount }) => ({
    contract,
    abi,
    functionName: 'depositFundFor',
    args: [recipient],
    value: amount,
  }),
  ...ledgerCalls(abi),
}

/** The registry's name of the inference contract, such as `inference-v1.0`; empty for one that isn't registered. */
const serviceName = (contracts: Contracts): Read<string> =>
  defineRead({
    contract,
    abi,
    functionName: 'getServiceInfo',
    args: [contracts.inference],
    decode: ({ fullName }) => fullName,
  })

type Constant =
  | 'MIN_ACCOUNT_BALANCE'
  | 'MIN_TRANSFER_AMOUNT'
  | 'MAX_PROVIDERS_PER_BATCH'
  | 'MAX_PROVIDERS_PER_USER_PER_SERVICE'

const constant = (functionName: Constant): Read<bigint> =>
  defineRead({ contract, abi, functionName, args: [], decode: (value) => value })
