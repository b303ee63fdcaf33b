import { legacy } from '@zg/contracts'
import { expect, test } from 'vitest'
import * as sdk from './index.js'
import * as node from './node.js'

test('the public names', () => {
  expect(Object.keys(sdk).sort()).toMatchInlineSnapshot(`
    [
      "BaseError",
      "ContractError",
      "InsufficientBalanceError",
      "InvalidAmountError",
      "InvalidKeyError",
      "InvalidNetworkError",
      "LedgerExistsError",
      "LedgerNotFoundError",
      "MissingKeyError",
      "NetworkError",
      "ProviderNotAcknowledgedError",
      "ServiceNotFoundError",
      "SubAccountNotFoundError",
      "TransactionPendingError",
      "UnsupportedChainError",
      "WalletRequiredError",
      "WrongChainError",
      "ZGServingBrokerError",
      "createBroker",
      "formatOg",
      "isVerifiable",
      "legacy",
      "memoryStore",
      "ogToWei",
      "parseOg",
      "parseTransactionReceipt",
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
      "transferFund",
      "retrieveFund",
      "refund",
      "deleteLedger",
      "getLedger",
      "findLedger",
      "getSubAccount",
      "listSubAccounts",
    ]
  `)
  expect(Object.keys(broker.inference)).toMatchInlineSnapshot(`
    [
      "listService",
      "getService",
      "getServiceMetadata",
      "acknowledgeProviderSigner",
      "getRequestHeaders",
      "processResponse",
      "toProviderError",
    ]
  `)
})

test.each(['devnet', 'testnet', 'mainnet'] as const)('%s needs no address', (network) => {
  expect(sdk.createBroker({ privateKey: '11'.repeat(32), network }).getAddress()).toMatch(/^0x/)
})
