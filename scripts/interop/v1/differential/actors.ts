import { type Address, type Hex, zeroAddress } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { devAccounts, providerKey } from '../../../../packages/devnet/src/chain/accounts.js'

const addresses = devAccounts().map(({ address }) => address)
const take = (from: number, to: number): Address[] => addresses.slice(from, to)

export const [owner = zeroAddress] = take(0, 1)
export const users = take(1, 4)
/** The first of them has a settlement key of its own each. */
export const providers = take(4, 6)
export const [outsider = zeroAddress] = take(6, 7)

const keys: readonly Hex[] = providers.map((_, index) => providerKey('tee', index))

/** The settlement key of a provider; another's for whoever is no provider. */
export const teeAccount = (provider: Address) =>
  privateKeyToAccount(keys[providers.indexOf(provider)] ?? providerKey('tee', 9))
