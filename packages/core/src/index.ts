export {
  base64ToBytes,
  bytesToBase64,
  bytesToHex,
  bytesToUtf8,
  concatBytes,
  hexToBytes,
  InvalidEncodingError,
  utf8ToBytes,
} from './encoding.js'
export { BaseError, BaseError as ZGServingBrokerError } from './errors.js'
export { fetchDocument, readBody } from './fetchDocument.js'
export { NetworkError } from './networkError.js'
export {
  type Assurance,
  type Check,
  createReport,
  type Report,
  type Verdict,
  type Verifier,
} from './report.js'
export { memoryStore } from './store/memoryStore.js'
export type { AtomicStore, Store } from './store/store.js'
export { type Amount, formatOg, InvalidAmountError, parseOg, toNeuron } from './units.js'
