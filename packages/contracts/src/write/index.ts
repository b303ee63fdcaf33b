export { type DecodedEvent, decodeEvents, decodeReceipt, type Receipt } from './receipt.js'
export { recoverCall } from './recoverCall.js'
export type { SignedTransaction } from './sendCall.js'
export { writeCall } from './writeCall.js'
