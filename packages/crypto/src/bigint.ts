export { bigintEngine } from './bigint/bigintEngine.js'
export { type BoundCrypto, createCrypto } from './createCrypto.js'
