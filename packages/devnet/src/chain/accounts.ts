import { pbkdf2Sync } from 'node:crypto'
import { bytesToHex, type Hex, keccak256, toBytes } from 'viem'
import { HDKey, hdKeyToAccount } from 'viem/accounts'
import { mnemonic } from './startAnvil.js'

/** A wallet of the devnet. Its key is public knowledge: never fund it elsewhere. */
export type DevAccount = { address: Hex; privateKey: Hex }

/** Anvil's ten default accounts. */
export function devAccounts(): DevAccount[] {
  // BIP-39's seed through OpenSSL: ten times over in JavaScript it takes longer than the rest of the start.
  const seed = pbkdf2Sync(mnemonic, 'mnemonic', 2048, 64, 'sha512')
  const root = HDKey.fromMasterSeed(seed)
  return Array.from({ length: 10 }, (_, addressIndex) => {
    const account = hdKeyToAccount(root, { addressIndex })
    const { privateKey } = account.getHdKey()
    if (!privateKey) throw new Error('unreachable: a key from a seed has its private half')
    return { address: account.address, privateKey: bytesToHex(privateKey) }
  })
}

/** A key of a provider: the same on every run, and none of the ten. */
export const providerKey = (role: 'wallet' | 'tee', index: number): Hex =>
  keccak256(toBytes(`zg devnet ${role} ${index}`))
