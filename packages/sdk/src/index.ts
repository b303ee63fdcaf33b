export {
  BelowMinimumError,
  ContractError,
  type Contracts,
  InsufficientBalanceError,
  type Ledger,
  LedgerExistsError,
  LedgerNotEmptyError,
  LedgerNotFoundError,
  type Limits,
  legacy,
  NotOfferedError,
  type Protocol,
  RpcError,
  type Service,
  ServiceNotFoundError,
  type SubAccount,
  SubAccountNotFoundError,
  TransactionPendingError,
  UnsupportedChainError,
  v1,
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
// Bundlers split by file: of what is named here from a whole package, a page would load all at once.
export type { DetailedService } from '@zg/inference'
export {
  AnswerFormatError,
  AnswerLostError,
  ApiKeysExhaustedError,
  BudgetExceededError,
  ExchangeNotFoundError,
  ForeignUrlError,
  HeadersRefusedError,
  InvalidSpendPolicyError,
  isVerifiable,
  JobFailedError,
  NoProviderError,
  ProviderBusyError,
  ProviderError,
  ProviderFailedError,
  ProviderNotAcknowledgedError,
  ProviderQuarantinedError,
  quote,
  RequestRefusedError,
  ServiceNotAcknowledgedError,
  SessionNotYetKnownError,
  SessionRefusedError,
  type SpendPolicy,
  UnboundedRequestError,
  UnprovenError,
} from '@zg/inference/base'
export type { ChatAnswer, ChatOptions, ChatPart, Connection, Receipt } from '@zg/inference/connect'
export type { LaneStatus, Route } from '@zg/inference/route'
export type { HistoryEntry, SubAccountDetail } from '@zg/ledger'
export { InvalidTopUpPolicyError, TopUpLimitError, type TopUpPolicy } from '@zg/ledger/base'
export type { BrokerOptions, ConnectionOptions, TeeOptions } from './brokerOptions.js'
export { type Broker, createBroker } from './createBroker.js'
export { createReadOnlyBroker, type ReadOnlyBroker } from './createReadOnlyBroker.js'
export {
  AttestationRootError,
  InvalidKeyError,
  InvalidNetworkError,
  MissingKeyError,
  WalletRequiredError,
  WrongChainError,
} from './errors.js'
export type { Network } from './networks.js'
export { parseTransactionReceipt } from './parseTransactionReceipt.js'
