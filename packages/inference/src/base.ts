export type { Auth } from './auth/auth.js'
export type { MessageSigner } from './auth/messageSigner.js'
export { ApiKeysExhaustedError } from './auth/session/errors.js'
export { sessionAuth } from './auth/session/sessionAuth.js'
export {
  AnswerFormatError,
  AnswerLostError,
  ExchangeNotFoundError,
  ForeignUrlError,
  JobFailedError,
  NoProviderError,
  UnprovenError,
} from './connection/errors.js'
export {
  HeadersRefusedError,
  InvalidServiceUrlError,
  ProviderBusyError,
  ProviderError,
  ProviderFailedError,
  ProviderNotAcknowledgedError,
  ProviderReplyError,
  RequestRefusedError,
  ServiceNotAcknowledgedError,
  SessionNotYetKnownError,
  SessionRefusedError,
} from './errors.js'
export { isVerifiable } from './isVerifiable.js'
export {
  BudgetExceededError,
  InvalidSpendPolicyError,
  ProviderQuarantinedError,
  UnboundedRequestError,
} from './metering/errors.js'
export type { SpendPolicy } from './metering/spendPolicy.js'
export { quote } from './pricing/quote.js'
