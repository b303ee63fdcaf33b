export { type DecodedEvent, decodeEvents, decodeReceipt, type Receipt } from './receipt.js'
export { writeCall } from './writeCall.js'
