export type { AccountEvent, Credential, Ledger, Limits, Refund, SubAccount, TokenState } from './accounts.js'
export { type BoundCall, bindCall } from './bindCall.js'
export type { Call, ContractName, Contracts, Deployment, Read, Reads } from './calls.js'
export { zeroGDevnet, zeroGMainnet, zeroGTestnet } from './chains.js'
export { checkAddress } from './checkAddress.js'
export { retiredDeployments } from './deployments.js'
export {
  LedgerExistsError,
  LedgerLockedError,
  LedgerNotFoundError,
  SubAccountNotFoundError,
} from './errors/accounts.js'
export { ContractError } from './errors/contractError.js'
export { CredentialRequiredError } from './errors/credential.js'
export { InsufficientBalanceError } from './errors/funds.js'
export {
  BelowMinimumError,
  InsufficientStakeError,
  LedgerNotEmptyError,
  ServiceContractUnknownError,
  SubAccountNotEmptyError,
  TooManySubAccountsError,
} from './errors/limits.js'
export { NotOfferedError } from './errors/notOffered.js'
export { ReadTooLargeError } from './errors/readTooLarge.js'
export {
  CallerNotAllowedError,
  InvalidArgumentError,
  InvalidServiceTypeError,
  InvalidStateError,
  InvalidTeeSignatureError,
  ServiceNotFoundError,
  SubAccountExistsError,
  TooManyProvidersError,
  TooManyRefundsError,
  TransferRefusedError,
  UnknownRevertError,
} from './errors/reverts.js'
export {
  AccountRequiredError,
  ChainMismatchError,
  ChainRequiredError,
  ContractMissingError,
  InvalidAddressError,
  RpcError,
  TransactionPendingError,
  TransactionRevertedError,
  UnsupportedChainError,
} from './errors/setup.js'
export { legacyInferenceServingAbi } from './generated/legacy/inferenceServing.js'
export { legacyLedgerManagerAbi } from './generated/legacy/ledgerManager.js'
export { v1InferenceServingAbi } from './generated/v1/inferenceServing.js'
export { v1LedgerManagerAbi } from './generated/v1/ledgerManager.js'
export { getDeployment } from './getDeployment.js'
export type { AccountEventRead, Protocol, Rejection, Revert } from './protocol.js'
export { legacy } from './protocols/legacy.js'
export { readPricing } from './protocols/v1/pricing.js'
export { v1 } from './protocols/v1.js'
export { type ContractContext, defaultProtocol, resolveContext } from './resolveContext.js'
export type { PriceTier, Pricing, Ratio, ServiceDetails } from './serviceDetails.js'
export type { Fee, Offer, Service, SettlementPreview, SettlementStatus, SignedFee } from './services.js'
