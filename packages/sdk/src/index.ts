export {
  ContractError,
  type Contracts,
  InsufficientBalanceError,
  type Ledger,
  LedgerExistsError,
  LedgerNotFoundError,
  legacy,
  type Protocol,
  type Service,
  ServiceNotFoundError,
  type SubAccount,
  SubAccountNotFoundError,
  TransactionPendingError,
  UnsupportedChainError,
  zeroGDevnet,
  zeroGMainnet,
  zeroGTestnet,
} from '@zg/contracts'
export {
  type Amount,
  BaseError,
  type Check,
  formatOg,
  formatOg as weiToOg,
  InvalidAmountError,
  memoryStore,
  NetworkError,
  parseOg,
  parseOg as ogToWei,
  type Report,
  ZGServingBrokerError,
} from '@zg/core'
export { isVerifiable, ProviderNotAcknowledgedError } from '@zg/inference'
export type { BrokerOptions } from './brokerOptions.js'
export { type Broker, createBroker } from './createBroker.js'
export {
  InvalidKeyError,
  InvalidNetworkError,
  MissingKeyError,
  WalletRequiredError,
  WrongChainError,
} from './errors.js'
export type { Network } from './networks.js'
export { parseTransactionReceipt } from './parseTransactionReceipt.js'
