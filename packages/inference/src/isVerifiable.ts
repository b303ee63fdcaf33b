import type { Service } from '@zg/contracts'

const verifiable = new Set(['OpML', 'TeeML', 'ZKML'])

/**
 * Whether the service claims a kind of verifiability that the network knows. A claim, not a proof.
 *
 * @example
 * ```ts
 * import { isVerifiable } from '@zg/inference'
 *
 * isVerifiable({ verifiability: 'TeeML' }) // true
 * ```
 */
export const isVerifiable = ({ verifiability }: Pick<Service, 'verifiability'>): boolean =>
  verifiable.has(verifiability)
