export { providerCheck } from './providerCheck.js'
export { hashImages, readImages } from './readImages.js'
export { type AnswerHashes, type SignatureDocument, signatureChecks } from './signatureChecks.js'
export { type HashForm, verifyResponseSignature } from './verifyResponseSignature.js'
