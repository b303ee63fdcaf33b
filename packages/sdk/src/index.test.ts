import { legacy } from '@zg/contracts'
import { expect, test } from 'vitest'
import * as sdk from './index.js'
import * as node from './node.js'

test('the public names', () => {
  expect(Object.keys(sdk).sort()).toMatchInlineSnapshot(`
    [
      "AnswerFormatError",
      "AnswerLostError",
      "ApiKeysExhaustedError",
      "AttestationRootError",
      "BaseError",
      "BelowMinimumError",
      "BudgetExceededError",
      "ContractError",
      "ExchangeNotFoundError",
      "ForeignUrlError",
      "HeadersRefusedError",
      "InsufficientBalanceError",
      "InvalidAmountError",
      "InvalidKeyError",
      "InvalidNetworkError",
      "InvalidSpendPolicyError",
      "InvalidTopUpPolicyError",
      "JobFailedError",
      "LedgerExistsError",
      "LedgerNotEmptyError",
      "LedgerNotFoundError",
      "MissingKeyError",
      "NetworkError",
      "NoProviderError",
      "NotOfferedError",
      "ProviderBusyError",
      "ProviderError",
      "ProviderFailedError",
      "ProviderNotAcknowledgedError",
      "ProviderQuarantinedError",
      "RequestRefusedError",
      "RpcError",
      "ServiceNotAcknowledgedError",
      "ServiceNotFoundError",
      "SessionNotYetKnownError",
      "SessionRefusedError",
      "SubAccountNotFoundError",
      "TopUpLimitError",
      "TransactionPendingError",
      "UnboundedRequestError",
      "UnprovenError",
      "UnsupportedChainError",
      "WalletRequiredError",
      "WrongChainError",
      "ZGServingBrokerError",
      "createBroker",
      "createReadOnlyBroker",
      "formatOg",
      "isVerifiable",
      "legacy",
      "memoryStore",
      "ogToWei",
      "parseOg",
      "parseTransactionReceipt",
      "quote",
      "v1",
      "weiToOg",
      "zeroGDevnet",
      "zeroGMainnet",
      "zeroGTestnet",
    ]
  `)
  expect(Object.keys(node)).toEqual(['createBrokerFromEnv'])
})

test('a broker has the methods that the docs name', () => {
  const broker = sdk.createBroker({ privateKey: '11'.repeat(32), network: 'devnet', protocol: legacy })
  expect(Object.keys(broker)).toEqual(['getAddress', 'ledger', 'inference'])
  expect(Object.keys(broker.ledger)).toMatchInlineSnapshot(`
    [
      "addLedger",
      "depositFund",
      "depositFundFor",
      "transferFund",
      "retrieveFund",
      "refund",
      "deleteLedger",
      "getLimits",
      "getLedger",
      "findLedger",
      "getLedgerDetail",
      "getSubAccount",
      "listSubAccounts",
      "getHistory",
      "watchHistory",
    ]
  `)
  expect(Object.keys(broker.inference)).toMatchInlineSnapshot(`
    [
      "listService",
      "getService",
      "verifyService",
      "processResponse",
      "listModels",
      "getServiceMetadata",
      "acknowledgeProviderSigner",
      "revokeAcknowledgement",
      "connect",
      "route",
      "getRequestHeaders",
      "handleRefusal",
      "getUnsettledFee",
      "createApiKey",
      "listApiKeys",
      "revokeApiKey",
      "revokeAllTokens",
      "toProviderError",
    ]
  `)
})

test.each(['devnet', 'testnet', 'mainnet'] as const)('%s needs no address', (network) => {
  expect(sdk.createBroker({ privateKey: '11'.repeat(32), network }).getAddress()).toMatch(/^0x/)
})
