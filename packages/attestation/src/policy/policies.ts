import type { Policy } from './policy.js'

const strict: Policy = {
  name: 'strict',
  acceptedTcbStatuses: ['UpToDate', 'SWHardeningNeeded'],
  allowedServiceTd: [],
  requirePinnedImages: true,
  gpu: 'if-claimed',
  nras: 'optional',
  responseHashForms: ['wire'],
}

/**
 * Policies to take as they are or to copy with changes.
 *
 * `strict` accepts what is proven and current. `observed` trusts a provider on first use: what was seen once must stay. `devnet` is for simulated
 * evidence, which has no operating system image and no GPU to compare, and
 * a broker's quote that is as old as its process.
 *
 * @example
 * ```ts
 * import { policies, type Policy } from '@zg/attestation'
 *
 * const policy: Policy = { ...policies.strict, waive: ['compose.imagesPinned'] }
 * ```
 */
export const policies: Readonly<Record<Policy['name'], Policy>> = {
  strict,
  observed: { ...strict, name: 'observed' },
  devnet: {
    ...strict,
    name: 'devnet',
    gpu: 'off',
    nras: 'off',
    waive: ['reportData.nonce', 'dstack.osImage', 'compose.allowed'],
  },
}
