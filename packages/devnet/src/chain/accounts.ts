import { bytesToHex, type Hex, keccak256, toBytes } from 'viem'
import { mnemonicToAccount } from 'viem/accounts'
import { mnemonic } from './startAnvil.js'

/** A wallet of the devnet. Its key is public knowledge: never fund it elsewhere. */
export type DevAccount = { address: Hex; privateKey: Hex }

/** Anvil's ten default accounts. */
export const devAccounts: () => DevAccount[] = () =>
  Array.from({ length: 10 }, (_, addressIndex) => {
    const account = mnemonicToAccount(mnemonic, { addressIndex })
    const { privateKey } = account.getHdKey()
    if (!privateKey) throw new Error('unreachable: a key from a mnemonic has its private half')
    return { address: account.address, privateKey: bytesToHex(privateKey) }
  })

/** A key of a provider: the same on every run, and none of the ten. */
export const providerKey = (role: 'wallet' | 'tee', index: number): Hex =>
  keccak256(toBytes(`zg devnet ${role} ${index}`))
