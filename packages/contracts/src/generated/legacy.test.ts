import { type Abi, toEventHash, toFunctionSelector } from 'viem'
import { formatAbiItem } from 'viem/utils'
import { describe, expect, it } from 'vitest'
import { legacyInferenceServingAbi } from './legacy/inferenceServing.js'
import { legacyLedgerManagerAbi } from './legacy/ledgerManager.js'

/** Ids as the network's own ABI has them (contract commit 6aacac5), not computed from ours. */
const ledgerManager = {
  functions: {
    addLedger: '0x72adc0d9',
    deleteLedger: '0x410b3815',
    depositFund: '0x8d0d8cb6',
    fineTuningAddress: '0x382e1112',
    getAllLedgers: '0x987086f0',
    getLedger: '0xf7cd6af9',
    inferenceAddress: '0xe5d9fdab',
    initialize: '0xc0c53b8b',
    initialized: '0x158ef93e',
    MAX_PROVIDERS_PER_BATCH: '0x9449fe17',
    owner: '0x8da5cb5b',
    refund: '0x278ecde1',
    renounceOwnership: '0x715018a6',
    retrieveFund: '0x31404a19',
    spendFund: '0xdd8a4118',
    transferFund: '0x2ba43b82',
    transferOwnership: '0xf2fde38b',
  },
  events: {
    OwnershipTransferred: '0x8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e0',
  },
  errors: {
    InsufficientBalance: '0x897f6c58',
    InvalidServiceType: '0x6753c722',
    LedgerExists: '0xcde58aa1',
    LedgerNotExists: '0x7d2d536b',
    TooManyProviders: '0x829e4c32',
  },
}

const inferenceServing = {
  functions: {
    accountExists: '0x147500e3',
    acknowledgeProviderSigner: '0xd9f4140b',
    acknowledgeTEESigner: '0x154d75ef',
    addAccount: '0x4bc3aff4',
    addOrUpdateService: '0x94842d14',
    deleteAccount: '0x97216725',
    depositFund: '0x745e87f7',
    getAccount: '0xfd590847',
    getAccountsByProvider: '0x1d73b9f5',
    getAccountsByUser: '0x4fe63f4d',
    getAllAccounts: '0x5bd7ace2',
    getAllServices: '0x21fe0f30',
    getBatchAccountsByUsers: '0xba16a750',
    getPendingRefund: '0x264173d6',
    getService: '0x15a52302',
    initialize: '0xb4988fd0',
    initialized: '0x158ef93e',
    ledgerAddress: '0xd1d20056',
    lockTime: '0x0d668087',
    owner: '0x8da5cb5b',
    previewSettlementResults: '0x28b60476',
    processRefund: '0x4e3c4f22',
    removeService: '0xbbee42d9',
    renounceOwnership: '0x715018a6',
    requestRefundAll: '0x6c79158d',
    settleFeesWithTEE: '0x8be74119',
    transferOwnership: '0xf2fde38b',
    updateLockTime: '0xfbfa4e11',
  },
  events: {
    BalanceUpdated: '0x526824944047da5b81071fb6349412005c5da81380b336103fbe5dd34556c776',
    // No published id: computed by viem from the signature in the specification.
    BatchBalanceUpdated: toEventHash('BatchBalanceUpdated(address[],uint256[],uint256[])'),
    OwnershipTransferred: '0x8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e0',
    RefundRequested: '0x54377dfdebf06f6df53fbda737d2dcd7e141f95bbfb0c1223437e856b9de3ac3',
    ServiceRemoved: '0x29d546abb6e94f4f04d5bdccb6682316f597d43776078f47e273f000e77b2a91',
    ServiceUpdated: '0x30ecc203691b2d18e17ee75d47caf34a3fb9f86e855f7e0414d3cec26d0c424b',
    // Published as 0x1f69e5b8…; the rest is viem's.
    TEESettlementResult: toEventHash('TEESettlementResult(address,uint8,uint256)'),
  },
  errors: {
    AccountExists: '0xb3c19d64',
    AccountNotExists: '0x08ca03ac',
    InvalidTEESignature: '0x48f72277',
    ServiceNotExist: '0x098eda7e',
    TooManyRefunds: '0x9edd285f',
  },
}

const idsOf = (abi: Abi) => {
  const ids = { functions: {}, events: {}, errors: {} } as Record<
    'functions' | 'events' | 'errors',
    Record<string, string>
  >
  for (const item of abi) {
    if (item.type === 'function') ids.functions[item.name] = toFunctionSelector(item)
    if (item.type === 'event') ids.events[item.name] = toEventHash(item)
    if (item.type === 'error') ids.errors[item.name] = toEventHash(formatAbiItem(item)).slice(0, 10)
  }
  return ids
}

const componentsOf = (abi: Abi, functionName: string) => {
  const item = abi.find((entry) => entry.type === 'function' && entry.name === functionName)
  if (item?.type !== 'function') throw new Error(functionName)
  return [...item.inputs, ...item.outputs].flatMap((parameter) =>
    'components' in parameter
      ? parameter.components.map((field) => `${field.type} ${field.name}`)
      : [],
  )
}

describe('ids', () => {
  it.each([
    ['LedgerManager', legacyLedgerManagerAbi, ledgerManager],
    ['InferenceServing', legacyInferenceServingAbi, inferenceServing],
  ] as const)('%s has exactly the ids of the network', (_name, abi, expected) => {
    expect(idsOf(abi)).toEqual(expected)
  })

  it('has the published start of TEESettlementResult', () => {
    expect(inferenceServing.events.TEESettlementResult.slice(0, 10)).toBe('0x1f69e5b8')
  })

  it('only the ledger takes plain coins', () => {
    expect(legacyLedgerManagerAbi.filter((item) => item.type === 'receive')).toHaveLength(1)
    expect(legacyInferenceServingAbi.map((item) => item.type)).not.toContain('receive')
  })
})

describe('structs', () => {
  it.each([
    [
      legacyLedgerManagerAbi,
      'getLedger',
      'address user,uint256 availableBalance,uint256 totalBalance,uint256[2] inferenceSigner,string additionalInfo,address[] inferenceProviders,address[] fineTuningProviders',
    ],
    [
      legacyInferenceServingAbi,
      'getAccount',
      'address user,address provider,uint256 nonce,uint256 balance,uint256 pendingRefund,uint256[2] signer,tuple[] refunds,string additionalInfo,uint256[2] providerPubKey,address teeSignerAddress,uint256 validRefundsLength',
    ],
    [
      legacyInferenceServingAbi,
      'addOrUpdateService',
      'string serviceType,string url,string model,string verifiability,uint256 inputPrice,uint256 outputPrice,string additionalInfo',
    ],
    [
      legacyInferenceServingAbi,
      'getService',
      'address provider,string serviceType,string url,uint256 inputPrice,uint256 outputPrice,uint256 updatedAt,string model,string verifiability,string additionalInfo',
    ],
    [
      legacyInferenceServingAbi,
      'previewSettlementResults',
      'address user,address provider,uint256 totalFee,bytes32 requestsHash,uint256 nonce,bytes signature',
    ],
  ] as const)('%#: fields of %s in ABI order', (abi, functionName, fields) => {
    expect(componentsOf(abi, functionName)).toEqual(fields.split(','))
  })

  it('has refunds of index, amount, createdAt, processed', () => {
    const item = legacyInferenceServingAbi.find((entry) => entry.type === 'function' && entry.name === 'getAccount')
    const text = JSON.stringify(item).match(/"name":"(index|amount|createdAt|processed)"/g)
    expect(text).toEqual(['"name":"index"', '"name":"amount"', '"name":"createdAt"', '"name":"processed"'])
  })
})

describe('event parameters', () => {
  it.each([
    ['BalanceUpdated', 'address indexed user,address indexed provider,uint256 amount,uint256 pendingRefund'],
    [
      'RefundRequested',
      'address indexed user,address indexed provider,uint256 indexed index,uint256 timestamp',
    ],
    ['ServiceRemoved', 'address indexed service'],
    [
      'ServiceUpdated',
      'address indexed service,string serviceType,string url,uint256 inputPrice,uint256 outputPrice,uint256 updatedAt,string model,string verifiability',
    ],
    ['TEESettlementResult', 'address indexed user,uint8 status,uint256 unsettledAmount'],
  ])('%s', (name, parameters) => {
    const item = legacyInferenceServingAbi.find((entry) => entry.type === 'event' && entry.name === name)
    if (item?.type !== 'event') throw new Error(name)
    const text = item.inputs.map((input) => `${input.type}${input.indexed ? ' indexed' : ''} ${input.name}`)
    expect(text.join(',')).toBe(parameters)
  })
})
