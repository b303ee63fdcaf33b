export { createZG, type ZGProvider } from './createZG.js'
export type { ZGMetadata } from './metadata.js'
