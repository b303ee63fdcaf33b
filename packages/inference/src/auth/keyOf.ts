import type { AuthParties } from './auth.js'

/** The name under which something of these parties is kept: another for every chain, contract, user and provider. */
export const keyOf = ({ chainId, contracts, user, provider }: AuthParties, what: string): string =>
  ['zg', '1', chainId, contracts.inference, user, provider, what].join(':').toLowerCase()
