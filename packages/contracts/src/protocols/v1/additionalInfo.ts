import { getAddress, isAddress } from 'viem'
import type { ServiceDetails } from '../../serviceDetails.js'
import { noDetails } from '../noDetails.js'
import { readPricing } from './pricing.js'

/** Reads a service's `additionalInfo`: JSON with keys of the network's own, or anything else, which says nothing. Never throws. */
export function readAdditionalInfo(additionalInfo: string): ServiceDetails {
  const said = parse(additionalInfo)
  const providerType = textOf(said.ProviderType) ?? noDetails.providerType
  const signer = said.TargetTeeAddress
  return {
    // A forwarder signs itself, whatever it says of its target.
    isTargetSeparated: said.TargetSeparated === true && providerType !== 'centralized',
    targetSigner:
      typeof signer === 'string' && isAddress(signer, { strict: false }) ? getAddress(signer) : null,
    providerType,
    verifier: textOf(said.TEEVerifier),
    verifierUrl: textOf(said.VerifierURL),
    imageName: textOf(said.ImageName),
    imageDigest: textOf(said.ImageDigest),
    isMultiModel: said.MultiModel === true,
    priceDenomination: textOf(said.priceDenomination),
    pricing: readPricing(said),
  }
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
  } catch {
    return {} // Empty, or a text for people.
  }
}
