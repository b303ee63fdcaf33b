import { encodeFunctionData, zeroAddress } from 'viem'
import { describe, expect, test } from 'vitest'
import { answerOf } from '../../test/answerOf.js'
import { provider, user } from '../../test/typedErrors.js'
import { inferenceServing, ledgerManager } from '../../test/vectors/v1Abi.js'
import type { Call } from '../calls.js'
import { v1 } from './v1.js'

const { inference, ledger, owner } = v1
const contracts = { ledger: user, inference: provider }
const page = { offset: 5n, limit: 50n }
const service = 'inference-v1.0'
const params = {
  serviceType: 'chatbot',
  url: 'http://one',
  model: 'm',
  verifiability: 'TeeML',
  inputPrice: 1n,
  outputPrice: 2n,
  additionalInfo: '{}',
}
const fee = {
  user,
  provider,
  totalFee: 7n,
  requestsHash: `0x${'11'.repeat(32)}`,
  nonce: 3n,
  signature: '0xab',
} as const
const nullable = <value>(value: value | null): value => {
  if (value === null) throw new Error('null')
  return value
}

type Row = readonly [call: Call, signature: string, args: readonly unknown[], value?: bigint]
const ofLedger: readonly Row[] = [
  [ledger.getLedger(user), 'getLedger(address user)', [user]],
  [ledger.openLedger({ credential: undefined, amount: 3n }), 'addLedger(string additionalInfo)', [''], 3n],
  [ledger.depositFund({ amount: 4n }), 'depositFund()', [], 4n],
  [
    nullable(ledger.depositFundFor)({ recipient: user, amount: 4n }),
    'depositFundFor(address recipient)',
    [user],
    4n,
  ],
  [
    ledger.transferFund({ provider, service, amount: 5n }),
    'transferFund(address provider, string serviceName, uint256 amount)',
    [provider, service, 5n],
  ],
  [
    ledger.retrieveFund({ providers: [provider], service }),
    'retrieveFund(address[] providers, string serviceName)',
    [[provider], service],
  ],
  [ledger.refund({ amount: 6n }), 'refund(uint256 amount)', [6n]],
  [ledger.deleteLedger(), 'deleteLedger()', []],
]
const ofInference: readonly Row[] = [
  [inference.getService(provider), 'getService(address provider)', [provider]],
  [inference.listServices(page), 'getAllServices(uint256 offset, uint256 limit)', [5n, 50n]],
  [
    inference.accountExists(user, provider),
    'accountExists(address user, address provider)',
    [user, provider],
  ],
  [inference.getAccount(user, provider), 'getAccount(address user, address provider)', [user, provider]],
  [
    inference.listAccounts(user, page),
    'getAccountsByUser(address user, uint256 offset, uint256 limit)',
    [user, 5n, 50n],
  ],
  [
    inference.acknowledgeSigner({ provider, signer: user }),
    'acknowledgeTEESigner(address provider, bool acknowledged)',
    [provider, true],
  ],
  [
    nullable(inference.revokeAcknowledgement)({ provider }),
    'acknowledgeTEESigner(address provider, bool acknowledged)',
    [provider, false],
  ],
  [inference.lockTime(), 'lockTime()', []],
  [
    nullable(inference.tokens).revoke({ provider, tokenIds: [1, 254] }),
    'revokeTokens(address provider, uint8[] tokenIds)',
    [provider, [1, 254]],
  ],
  [nullable(inference.tokens).revokeAll({ provider }), 'revokeAllTokens(address provider)', [provider]],
  [nullable(v1.provider.minimumStake)(), 'MIN_PROVIDER_STAKE()', []],
  [
    v1.provider.offerService({ offer: { ...params, signer: user }, stake: 9n }),
    'addOrUpdateService(ServiceParams params)',
    [{ ...params, teeSignerAddress: user }],
    9n,
  ],
  [
    v1.provider.offerService({ offer: { ...params, signer: null }, stake: 0n }),
    'addOrUpdateService(ServiceParams params)',
    [{ ...params, teeSignerAddress: zeroAddress }],
    0n,
  ],
  [v1.provider.removeService(), 'removeService()', []],
  [v1.provider.settleFees({ fees: [fee] }), 'settleFeesWithTEE(TEESettlementData[] settlements)', [[fee]]],
  [
    v1.provider.previewSettlement({ fees: [fee] }),
    'previewSettlementResults(TEESettlementData[] settlements)',
    [[fee]],
  ],
  [
    nullable(owner).acknowledgeSigner({ provider }),
    'acknowledgeTEESignerByOwner(address provider)',
    [provider],
  ],
  [
    nullable(owner).revokeSigner({ provider }),
    'revokeTEESignerAcknowledgement(address provider)',
    [provider],
  ],
]

describe.each([
  ['ledger', ofLedger, ledgerManager],
  ['inference', ofInference, inferenceServing],
] as const)('a call of the %s contract', (contract, rows, recorded) => {
  test.each(rows.map(([call, signature, args, value]) => ({ call, signature, args, value })))(
    '$signature',
    ({ call, signature, args, value }) => {
      const [selector] = recorded.find(([, text]) => text.startsWith(`function ${signature}`)) ?? []
      expect(selector).toBeDefined()
      expect(call).toMatchObject({ contract, args })
      expect(call.value).toBe(value)
      expect(encodeFunctionData(call).slice(0, 10)).toBe(selector)
    },
  )
})

describe('limits', () => {
  const { reads, combine } = ledger.limits(contracts)

  test('are all read from the contracts', () => {
    expect(reads.map(({ contract, functionName, args }) => [contract, functionName, args])).toEqual([
      ['ledger', 'getServiceInfo', [provider]],
      ['ledger', 'MIN_ACCOUNT_BALANCE', []],
      ['ledger', 'MIN_TRANSFER_AMOUNT', []],
      ['ledger', 'MAX_PROVIDERS_PER_BATCH', []],
      ['ledger', 'MAX_PROVIDERS_PER_USER_PER_SERVICE', []],
      ['inference', 'lockTime', []],
    ])
    const info = {
      serviceAddress: provider,
      serviceContract: provider,
      serviceType: 'inference',
      version: 'v1.0',
      fullName: 'inference-v1.0',
      description: '',
      isRecommended: true,
      registeredAt: 1n,
    }
    const answers = [info, 3n, 1n, 20n, 50n, 86_400n]
    expect(combine(reads.map((read, i) => answerOf(read, answers[i])))).toEqual({
      serviceName: 'inference-v1.0',
      minimumLedger: 3n,
      minimumTransfer: 1n,
      providersPerBatch: 20n,
      providersPerUser: 50n,
      lockTime: 86_400n,
    })
  })

  test('of the providers are constants', () => {
    expect(v1.limits.reserve()).toBe(10n ** 18n)
    expect(v1.limits.reserveFollowsPrice).toBe(false)
    expect(v1.limits.inputFee()).toBe(0n)
    expect(v1.provider.feesPerSettlement).toBe(50)
  })
})

test('what it says of itself', () => {
  expect([v1.id, v1.auth]).toEqual(['v1', 'session'])
  const { takesCredential, opensOnDeposit, opensEmpty } = ledger
  expect({ takesCredential, opensOnDeposit, opensEmpty }).toEqual({
    takesCredential: false,
    opensOnDeposit: true,
    opensEmpty: false,
  })
  expect(inference.signerSource).toBe('service')
  expect(nullable(inference.tokens).seenAfterMs).toBe(600_000)
  expect(nullable(inference.unsettledFeePath)(user)).toBe(`/v1/user/${user}/unsettledfee`)
})

describe('a fee’s digest', () => {
  const vector = {
    user: '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266',
    provider: '0xf07240Efa67755B5311bc75784a061eDB47165Dd',
    totalFee: 123_456_789n,
    requestsHash: `0x${'11'.repeat(32)}`,
    nonce: 17_600_000_000_000_000n,
  } as const
  const mainnet = v1.deployments.find(({ chainId }) => chainId === 16_661)?.contracts ?? contracts

  test('is the recorded one', () => {
    expect(v1.provider.feeDigest({ chainId: 16_661, contracts: mainnet, fee: vector })).toBe(
      '0x6c60ece259dfa940c227fd2cbacece6f9aad87c0cecc0c411da2a32079d4ede7',
    )
  })

  test('differs with every part of it', () => {
    const digest = (over: Partial<Parameters<typeof v1.provider.feeDigest>[0]>) =>
      v1.provider.feeDigest({ chainId: 16_661, contracts: mainnet, fee: vector, ...over })
    const digests = [
      digest({}),
      digest({ chainId: 16_602 }),
      digest({ contracts: { ...mainnet, inference: user } }),
      digest({ fee: { ...vector, user } }),
      digest({ fee: { ...vector, provider } }),
      digest({ fee: { ...vector, totalFee: 1n } }),
      digest({ fee: { ...vector, nonce: 1n } }),
      digest({ fee: { ...vector, requestsHash: `0x${'12'.repeat(32)}` } }),
    ]
    expect(new Set(digests).size).toBe(digests.length)
    // The ledger's address is no part of it.
    expect(digest({ contracts: { ...mainnet, ledger: user } })).toBe(digest({}))
  })
})
