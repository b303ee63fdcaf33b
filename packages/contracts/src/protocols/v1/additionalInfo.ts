import { type Address, getAddress, isAddress } from 'viem'
import type { Service } from '../../protocol.js'

/** What a service's `additionalInfo` says beside its prices. */
type AdditionalInfo = {
  /** The model runs in another TEE than the provider, and signs there. */
  targetSigner: Address | null
  isTargetSeparated: boolean
}

/** Reads a service's `additionalInfo`: JSON with keys of the network's own, or anything else, which says nothing. */
export function readAdditionalInfo({ additionalInfo }: Pick<Service, 'additionalInfo'>): AdditionalInfo {
  const { TargetSeparated, TargetTeeAddress, ProviderType } = parse(additionalInfo)
  const targetSigner =
    typeof TargetTeeAddress === 'string' && isAddress(TargetTeeAddress, { strict: false })
      ? getAddress(TargetTeeAddress)
      : null
  return { targetSigner, isTargetSeparated: TargetSeparated === true && ProviderType !== 'centralized' }
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {} // Empty, or a text for people.
  }
}
