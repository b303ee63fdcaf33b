import type { ServiceDetails } from '../serviceDetails.js'

/** Of a service that says nothing. */
export const noDetails: ServiceDetails = {
  isTargetSeparated: false,
  targetSigner: null,
  providerType: 'decentralized',
  verifier: null,
  verifierUrl: null,
  imageName: null,
  imageDigest: null,
  isMultiModel: false,
  priceDenomination: null,
  pricing: { tiers: [], cacheDivisor: null, cacheWrite: null, readable: true },
}
