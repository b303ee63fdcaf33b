import type { AuthParties } from '../auth/auth.js'

/**
 * Where an account's spending is kept in a store: another key for every chain, contract and user.
 *
 * @example
 * ```ts
 * import { spendKey } from '@zg/inference'
 *
 * const inference = '0xa79F4c8311FF93C06b8CfB403690cc987c93F91E'
 * const ledger = '0xE70830508dAc0A97e6c087c75f402f9Be669E406'
 * const user = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'
 * const key = spendKey({ chainId: 31_337, contracts: { ledger, inference }, user })
 * ```
 */
export const spendKey = ({ chainId, contracts, user }: Omit<AuthParties, 'provider'>): string =>
  ['zg', '1', chainId, contracts.inference, user, 'spend'].join(':').toLowerCase()
