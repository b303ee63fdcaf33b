export type { SignatureDocument } from '@zg/attestation/response'
export { NotOfferedError } from '@zg/contracts'
export {
  acknowledgeProviderSigner,
  acknowledgeProviderSignerCall,
} from './actions/acknowledgeProviderSigner.js'
export { createApiKey } from './actions/createApiKey.js'
export { getRequestHeaders } from './actions/getRequestHeaders.js'
export { getService } from './actions/getService.js'
export { getServiceMetadata } from './actions/getServiceMetadata.js'
export { getUnsettledFee } from './actions/getUnsettledFee.js'
export { handleRefusal } from './actions/handleRefusal.js'
export { listApiKeys } from './actions/listApiKeys.js'
export { listModels } from './actions/listModels.js'
export { listService } from './actions/listService.js'
export { processResponse } from './actions/processResponse.js'
export { revokeAcknowledgement, revokeAcknowledgementCall } from './actions/revokeAcknowledgement.js'
export { revokeAllTokens, revokeAllTokensCall } from './actions/revokeAllTokens.js'
export { revokeApiKey, revokeApiKeyCall } from './actions/revokeApiKey.js'
export { sendAuthorized } from './actions/sendAuthorized.js'
export type { Auth, AuthParties, AuthRequest, Look, Refusal, Retry } from './auth/auth.js'
export type { MessageSigner } from './auth/messageSigner.js'
export type { ApiKeyRecord } from './auth/session/apiKeyRecords.js'
export { decodeSession } from './auth/session/decodeSession.js'
export { encodeSession } from './auth/session/encodeSession.js'
export {
  ApiKeysExhaustedError,
  AuthAccountError,
  InvalidApiKeyIdError,
  InvalidDurationError,
  InvalidSessionError,
  SessionSignatureError,
  StoredApiKeysError,
} from './auth/session/errors.js'
export { type Session, sessionDigest, sessionMessage } from './auth/session/session.js'
export { sessionAuth } from './auth/session/sessionAuth.js'
export { signSession } from './auth/session/signSession.js'
export {
  AnswerFormatError,
  AnswerLostError,
  ExchangeNotFoundError,
  ForeignUrlError,
  InvalidReceiptError,
  JobFailedError,
  NoProviderError,
  UnprovenError,
} from './connection/errors.js'
export type { DetailedService } from './discovery/addDetail.js'
export {
  ModelNotServedError,
  ServiceListChangedError,
} from './discovery/errors.js'
export type { Health } from './discovery/health.js'
export type { ServiceModel } from './discovery/serviceModel.js'
export {
  HeadersRefusedError,
  InvalidServiceUrlError,
  ProviderBusyError,
  ProviderError,
  ProviderFailedError,
  ProviderNotAcknowledgedError,
  ProviderReplyError,
  QuoteError,
  RequestRefusedError,
  ServiceNotAcknowledgedError,
  SessionNotYetKnownError,
  SessionRefusedError,
} from './errors.js'
export { type ProviderReply, toProviderError } from './http/toProviderError.js'
export { isVerifiable } from './isVerifiable.js'
export { boundAudio } from './metering/boundAudio.js'
export { boundChat } from './metering/boundChat.js'
export { createMeter } from './metering/createMeter.js'
export {
  BudgetExceededError,
  InvalidSpendPolicyError,
  ProviderQuarantinedError,
  ReservationExpiredError,
  StoredSpendingError,
  UnboundedRequestError,
} from './metering/errors.js'
export type { Meter, Reservation, ReserveRequest, Settlement, Spending } from './metering/meter.js'
export { spendKey } from './metering/spendKey.js'
export type { Approach, SpendPolicy, SpendScope } from './metering/spendPolicy.js'
export { audioFee } from './pricing/audioFee.js'
export { chatFee } from './pricing/chatFee.js'
export { InvalidCountError, PricesUnreadableError } from './pricing/errors.js'
export { imageFee } from './pricing/imageFee.js'
export { type Prices, pricesOf } from './pricing/prices.js'
export { quote } from './pricing/quote.js'
export { verifyResponse } from './verification/verifyResponse.js'
