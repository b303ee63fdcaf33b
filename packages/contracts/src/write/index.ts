export { type DecodedEvent, decodeEvents, type Receipt } from './receipt.js'
export { writeCall } from './writeCall.js'
