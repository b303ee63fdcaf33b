export { acknowledgeServiceSigner, acknowledgeServiceSignerCall } from './acknowledgeServiceSigner.js'
export { SignerChangedError } from './errors.js'
export { revokeServiceSigner, revokeServiceSignerCall } from './revokeServiceSigner.js'
