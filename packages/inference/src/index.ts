export {
  acknowledgeProviderSigner,
  acknowledgeProviderSignerCall,
} from './actions/acknowledgeProviderSigner.js'
export { getRequestHeaders } from './actions/getRequestHeaders.js'
export { getService } from './actions/getService.js'
export { getServiceMetadata } from './actions/getServiceMetadata.js'
export { listService } from './actions/listService.js'
export { processResponse } from './actions/processResponse.js'
export type { Auth, AuthRequest } from './auth/auth.js'
export {
  HeadersRefusedError,
  InvalidServiceUrlError,
  ProviderBusyError,
  ProviderError,
  ProviderFailedError,
  ProviderNotAcknowledgedError,
  QuoteError,
  RequestRefusedError,
} from './errors.js'
export { type ProviderReply, toProviderError } from './http/toProviderError.js'
export { isVerifiable } from './isVerifiable.js'
export { type SignatureDocument, verifyResponse } from './verification/verifyResponse.js'
